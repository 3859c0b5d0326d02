"""Fresh processes and the live bot: what they answer, what they hold, and how they fail."""

import io
import subprocess
import sys

import pytest

from tests.benchmarks.lag import NEW, PROBE
from tests.benchmarks.libraries import Libraries
from tests.benchmarks.live_bot import live_bot
from tests.benchmarks.process import resident, worker
from tests.benchmarks.serve import serve
from tests.benchmarks.texts import Words, Writer, own_samples

CANNOT = "control groups cannot be made here"
QUESTION = "How many Ukrainian drone strikes did the ministry in Moscow report?"


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer(own_samples(), Words.of_model())


@pytest.fixture(scope="module")
def folder(writer, tmp_path_factory: pytest.TempPathFactory):
    """A library of our three samples."""
    return Libraries(writer, tmp_path_factory.mktemp("kept"), real=20).of(60)


def test_a_worker_says_what_each_order_took(folder):
    with worker("library", folder) as library:
        taken = library(["ask", QUESTION])

    assert 0 < taken < 60


def test_the_encoder_and_the_rest_make_up_an_ask(folder):
    with worker("parts", folder) as parts:
        encoder, rest = parts(QUESTION)

    assert encoder > 0
    assert rest > 0


def test_a_worker_that_ends_is_not_waited_for(folder):
    with pytest.raises(RuntimeError, match="ended with 1"), worker("library", folder) as library:
        library(["no such method", None])


def test_what_a_library_prints_is_no_answer(monkeypatch, capsys):
    def start():
        print("loading")
        return lambda order: print("working") or order + 1

    monkeypatch.setattr(sys, "stdin", io.StringIO("1\n2\n"))
    monkeypatch.setattr(sys, "stdout", sys.stdout)  # serve turns it around
    serve(start)

    assert capsys.readouterr().out.split() == ['"ready"', "2", "3"]


def test_the_memory_of_a_process_is_that_of_its_children_too():
    child = "x = bytearray(100_000_000); print(flush=True); input()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    command = [sys.executable, "-c", parent]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        held, most = resident(process.pid), resident(process.pid, "VmHWM")
        process.communicate(b"\n")

    assert 100 < held <= most < 200


async def test_the_live_bot_answers_adds_articles_and_tells_what_it_holds(folder, writer):
    async with live_bot(folder, preface=PROBE) as bot:
        ready = await bot.ready()
        answered = await bot.answered(QUESTION)
        await bot.add(writer.story(NEW).document)
        late = await bot.told()
        held, most = bot.memory, bot.peak

    assert 0 < ready < answered
    assert "upwards of 900" in bot.discord.answers[0]["embeds"][0]["description"]
    assert 50 < held <= most
    assert len(late) == 100


async def test_an_apology_is_no_answer(folder):
    async with live_bot(folder, max_question_chars=10) as bot:
        await bot.ready()
        with pytest.raises(RuntimeError, match="at most 10 can be asked"):
            await bot.ask(QUESTION)


async def test_an_article_that_is_refused_is_not_added(folder, writer):
    async with live_bot(folder, max_article_chars=10) as bot:
        await bot.ready()
        with pytest.raises(RuntimeError, match="did not add 1000000"):
            await bot.add(writer.story(NEW).document)


async def test_a_bot_that_cannot_start_is_not_waited_for(folder):
    with pytest.raises(RuntimeError, match="the bot ended with 2"):
        async with live_bot(folder, threshold=7) as bot:
            await bot.ready()


async def test_a_bot_that_ends_badly_is_told_of(folder):
    badly = "import atexit, os; atexit.register(lambda: os._exit(3))\n"
    with pytest.raises(RuntimeError, match="told to end and ended with 3"):
        async with live_bot(folder, preface=badly) as bot:
            await bot.ready()
