"""The loop never waits, the queue is bounded, and nobody reads another guild's collection."""

import asyncio
import threading
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot import samples
from bot.config import Config
from bot.errors import Busy, NotVerbatim, TooSlow
from bot.librarian import Librarian
from bot.shelves import key, own, readable
from index import SHARED, Answer, Document, Library, Query, QueryError, UnknownArticle
from tests.bot.conftest import BRIDGES, RIVERS, until

HERE, THERE = 1, 2


class SlowLibrary:
    """A library whose every work lasts until `finish` is set; it counts what runs at once."""

    def __init__(self) -> None:
        self.finish = threading.Event()
        self.running: dict[str, int] = {}
        self.most: dict[str, int] = {}
        self.lock = threading.Lock()

    def ask(self, query: Query) -> Answer:
        self._work("ask")
        return Answer(query, covered=False, reason="slow")

    def add(self, document: Document, collection: str) -> str:
        self._work(collection)
        return collection

    def _work(self, what: str) -> None:
        with self.lock:
            self.running[what] = self.running.get(what, 0) + 1
            self.most[what] = max(self.most.get(what, 0), self.running[what])
        assert self.finish.wait(30)
        with self.lock:
            self.running[what] -= 1


@pytest.fixture
def slow(config):
    """A librarian of a slow library: one thread, and two more questions may wait."""
    settings = Config(config, workers=1, waiting=2, ask_timeout=20)
    librarian = Librarian(SlowLibrary(), None, settings)
    yield librarian
    librarian._library.finish.set()
    librarian.close()


@pytest.fixture
def filled(config, library, reader):
    """A real one: an article in each of two guilds, none shared."""
    library.add(RIVERS, own(HERE))
    library.add(BRIDGES, own(THERE))
    (config.data_dir / samples.DONE).touch()
    librarian = Librarian(library, reader, Config(config))
    yield librarian
    librarian.close()


def test_a_guild_reads_its_own_collection_and_what_is_shared():
    assert readable(HERE) == ("guild:1", SHARED)
    assert readable(None) == (SHARED,)
    assert own(HERE) == "guild:1"


async def test_only_what_may_be_read_is_quoted(filled):
    question = "What has returned to the river Alder?"
    here = await filled.ask(question, HERE)
    there = await filled.ask(question, THERE)
    direct = await filled.ask(question, None)

    assert here.citations[0].excerpt.startswith("Salmon have returned to the river Alder")
    assert "rivers.txt" not in [c.source for c in (*there.citations, *direct.citations)]


async def test_only_what_was_published_since_a_day_is_quoted(filled):
    question = "What has returned to the river Alder?"
    published = date.fromisoformat(RIVERS.published)

    since = await filled.ask(question, HERE, since=RIVERS.published)
    later = await filled.ask(question, HERE, since=(published + timedelta(days=1)).isoformat())

    assert [c.source for c in since.citations] == ["rivers.txt"]
    assert later.reason.startswith("There is no article since")
    with pytest.raises(QueryError, match="'soon' is no date"):
        await filled.ask(question, HERE, since="soon")


async def test_the_loop_goes_on_while_a_question_is_answered(slow):
    asked = asyncio.create_task(slow.ask("why?", HERE))
    await until(lambda: slow._library.running.get("ask"))

    before = time.perf_counter()
    for _ in range(10):
        await asyncio.sleep(0.001)
    lag = time.perf_counter() - before

    assert not asked.done()
    assert lag < 0.5
    slow._library.finish.set()
    assert (await asked).reason == "slow"


async def test_beyond_the_queue_people_are_told_that_we_are_busy(slow):
    asked = [asyncio.create_task(slow.ask("why?", HERE)) for _ in range(3)]
    await until(lambda: slow._library.running.get("ask"))

    with pytest.raises(Busy, match="Too many questions"):
        await slow.ask("why?", THERE)

    slow._library.finish.set()
    assert [answer.reason for answer in await asyncio.gather(*asked)] == ["slow"] * 3
    assert (await slow.ask("why?", THERE)).reason == "slow"


async def test_a_question_that_takes_too_long_is_given_up(config):
    librarian = Librarian(SlowLibrary(), None, Config(config, 1, waiting=0, ask_timeout=0.05))

    with pytest.raises(TooSlow, match="took too long"):
        await librarian.ask("why?", HERE)
    with pytest.raises(Busy):  # its thread is still at work
        await librarian.ask("why?", HERE)

    librarian._library.finish.set()
    await until(lambda: librarian._queue._slots._value == 1)
    assert (await librarian.ask("why?", HERE)).reason == "slow"
    librarian.close()


async def test_a_question_given_up_in_the_queue_is_never_asked(config):
    librarian = Librarian(SlowLibrary(), None, Config(config, 1, waiting=1, ask_timeout=0.05))
    given_up = await asyncio.gather(
        librarian.ask("one?", HERE), librarian.ask("two?", HERE), return_exceptions=True
    )

    librarian._library.finish.set()
    await until(lambda: librarian._queue._slots._value == 2)

    assert [type(error) for error in given_up] == [TooSlow, TooSlow]
    assert librarian._library.most == {"ask": 1}
    librarian.close()


async def test_a_collection_has_one_writer_at_a_time_and_two_guilds_one_each(slow):
    document = Document("t", "t", "x")
    jobs = [slow.changes.add(document, guild) for guild in (HERE, HERE, HERE, THERE)]
    added = asyncio.gather(*jobs)
    await until(lambda: slow._library.running == {own(HERE): 1, own(THERE): 1})

    slow._library.finish.set()

    assert await added == [own(HERE), own(HERE), own(HERE), own(THERE)]
    assert slow._library.most == {own(HERE): 1, own(THERE): 1}


async def test_a_citation_that_is_not_in_its_document_is_never_handed_on(filled, monkeypatch):
    true = filled._library.ask

    def lie(query: Query) -> Answer:
        answer = true(query)
        return replace(answer, citations=tuple(map(altered, answer.citations)))

    monkeypatch.setattr(filled._library, "ask", lie)
    with pytest.raises(NotVerbatim):
        await filled.ask("What has returned to the river Alder?", HERE)


def altered(citation):
    return replace(citation, excerpt=citation.excerpt.replace("Salmon", "Salmen"))


async def test_an_article_is_found_by_source_key_or_title(filled):
    for name in ("rivers.txt", key("rivers.txt"), "SALMON return to the alder"):
        assert (await filled.find(name, readable(HERE))).source == "rivers.txt"


async def test_a_source_is_found_before_a_title_that_pretends_to_be_it(filled):
    filled._library.add(Document("x.txt", "rivers.txt", "A title can be anything."), own(HERE))
    assert (await filled.find("rivers.txt", readable(HERE))).source == "rivers.txt"


@pytest.mark.parametrize("name", ["bridges.txt", key("bridges.txt"), BRIDGES.title])
async def test_an_article_of_another_guild_is_not_found(filled, name):
    with pytest.raises(UnknownArticle):
        await filled.find(name, readable(HERE))
    with pytest.raises(UnknownArticle):
        await filled.changes.remove(name, HERE)
    with pytest.raises(UnknownArticle):
        await filled.ask("Why is the bridge closed?", HERE, name)


async def test_what_is_shared_cannot_be_removed_from_a_guild(filled, library: Library):
    library.add(Document("clock.txt", "The clock", "The town clock stands still since June."))

    with pytest.raises(UnknownArticle):
        await filled.changes.remove("clock.txt", HERE)

    assert [summary.source for summary in library.documents()] == ["clock.txt"]


async def test_what_waits_is_dropped_when_the_librarian_closes(slow):
    asked = [asyncio.create_task(slow.ask("why?", HERE)) for _ in range(2)]
    await until(lambda: slow._library.running.get("ask"))

    slow.close()
    slow._library.finish.set()

    first, second = await asyncio.gather(*asked, return_exceptions=True)
    assert first.reason == "slow"
    assert isinstance(second, asyncio.CancelledError)
