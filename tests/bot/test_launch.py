"""The bot on a Discord of our own (gateway.py): `python -m bot run` as a process, and its parts."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import asynccontextmanager, suppress
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest
import yarl

from bot import launch
from bot.exits import ExitCode
from bot.health import what_is_wrong
from bot.launch import only_bot, stay_online, take_token, waits
from bot.samples import DONE
from bot.start import StartError
from index import EncoderError
from tests.bot.conftest import until
from tests.bot.gateway import BOT, CHANNEL_ID, TOKEN, Gateway

ROOT = Path(__file__).parent.parent.parent
ASK = f"<@{BOT['id']}> what did Peskov say?"
NOWHERE = 9  # a port on which nothing listens
MESSAGES = f"/channels/{CHANNEL_ID}/messages"
# The product knows only discord.com: the test turns discord.py around before it starts the bot.
LAUNCHER = """
import runpy, sys, yarl
import discord.gateway, discord.http
port = sys.argv.pop(1)
discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
# A client that is stopped while it answers, and what it does when it is closed.
STOPPED = """
import asyncio, discord, os, signal, threading, time
from bot.launch import serve
class Client(discord.Client):
    async def answer(self):
        try: await asyncio.sleep(60)
        finally: print("dropped")
    async def start(self, token):
        asyncio.create_task(self.answer())
        await asyncio.sleep(0)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(60)
    async def close(self):
        await asyncio.sleep(0.05)
        {close}
serve(lambda: Client(intents=discord.Intents.none()), "token")
"""


class Process:
    """`python -m bot` in a process of its own, stdout and stderr together."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def start(cls, *arguments: object, token: str | None = TOKEN) -> "Process":
        environment = os.environ | {"DISCORD_TOKEN": token or "", "HF_HUB_OFFLINE": "1"}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *map(str, arguments),
            cwd=ROOT,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        return cls(process)

    async def end(self, seconds: float = 60) -> tuple[int, str]:
        """Wait for the end; returns the exit code and all that it printed."""
        async with asyncio.timeout(seconds):
            output, _ = await self.process.communicate()
        return self.process.returncode, output.decode()

    async def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, float]:
        """Send a signal; returns also how many seconds it then took to end."""
        loop = asyncio.get_running_loop()
        self.process.send_signal(number)
        before = loop.time()
        code, output = await self.end()
        return code, output, loop.time() - before


@asynccontextmanager
async def running(discord_: Gateway, data: Path):
    """`python -m bot run` on our Discord; killed if the test leaves it running."""
    bot = await Process.start("-c", LAUNCHER, discord_.port, "run", "--data", data)
    try:
        yield bot
    finally:
        with suppress(ProcessLookupError):
            bot.process.kill()


async def healthy(data: Path, seconds: float = 30) -> None:
    """Wait until the bot on the data folder says that it is on Discord; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while what_is_wrong(data):  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.05)


async def test_the_bot_comes_up_syncs_once_answers_and_ends_on_sigterm(tmp_path):
    async with Gateway(refusals=[502, 429], failed_handshakes=1) as server:
        async with running(server, tmp_path) as bot:
            await server.online()
            await until((tmp_path / DONE).exists)  # it adds the samples meanwhile
            await server.say(ASK)
            answer = await server.expect("POST", MESSAGES)
            await healthy(tmp_path)
            code, output, seconds = await bot.stop()

        assert set(server.tokens) == {TOKEN}
        assert "Peskov" in str(answer.body["embeds"])
        assert answer.body["allowed_mentions"]["parse"] == []
        assert len(server.made("PUT", "/applications/.*/commands")) == 1
        assert (code, seconds < 5) == (ExitCode.OK, True)
        assert "next attempt" in output
        assert TOKEN not in output
        assert "Traceback" not in output

        server.forget()
        async with running(server, tmp_path) as bot:
            await server.online()
            await server.say(ASK)
            code, output, seconds = await bot.stop()  # in the middle of the ask

        assert server.made("GET", "/applications/.*/commands")
        assert server.made("PUT", "/applications/.*/commands") == []
        assert (code, seconds < 8) == (ExitCode.OK, True)
        assert "Traceback" not in output


class Connected(discord.Client):
    """Is online at once, and stays so."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())
        self.online = threading.Event()

    async def start(self, token: str) -> None:
        self.online.set()
        await asyncio.Event().wait()


async def test_the_bot_connects_while_the_model_is_loading():
    client = Connected()

    def steps() -> Iterator[str]:
        assert client.online.wait(30)
        yield "Loading the model"
        raise EncoderError("as a step that ends the test")

    with pytest.raises(EncoderError, match="ends the test"):
        await launch._serve(lambda: client, TOKEN, steps())

    assert client.is_closed()


async def test_a_refused_token_ends_the_bot_with_a_sentence(tmp_path):
    async with Gateway(refusals=[401]) as server, running(server, tmp_path) as bot:
        code, output = await bot.end()

    assert code == ExitCode.TOKEN_REFUSED
    assert output.splitlines()[-1].startswith("Error: Discord does not accept the token")
    assert TOKEN not in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("token", "code", "words"),
    [
        (None, ExitCode.TOKEN_MISSING, "DISCORD_TOKEN is not set"),
        ("  ", ExitCode.TOKEN_MISSING, "DISCORD_TOKEN is not set"),
        ("a-client-secret-no-dots", ExitCode.TOKEN_MALFORMED, "holds no bot token"),
        (f"Bot {TOKEN}", ExitCode.TOKEN_MALFORMED, "holds no bot token"),
    ],
)
async def test_a_token_that_cannot_be_one_is_refused_before_any_network(
    token, code, words, tmp_path
):
    async with Gateway() as server:
        bot = await Process.start("-c", LAUNCHER, server.port, "--data", tmp_path, token=token)
        ended, output = await bot.end()

    assert ended == code
    assert server.requests == []
    assert output.count("\n") == 1
    assert words in output
    assert "secret" not in output


async def test_a_misspelt_setting_ends_the_bot_and_is_named(tmp_path):
    config = tmp_path / "config.yaml"
    config.write_text("bot:\n  wokers: 3\n")
    bot = await Process.start("-c", LAUNCHER, NOWHERE, "run", "--config", config)

    code, output = await bot.end()

    assert code == ExitCode.USAGE
    assert "wokers" in output
    assert "Traceback" not in output


async def test_a_damaged_index_has_its_own_exit_code(tmp_path):
    (tmp_path / "index.sqlite3").write_bytes(b"no database " * 1000)
    bot = await Process.start("-c", LAUNCHER, NOWHERE, "run", "--data", tmp_path)

    code, output = await bot.end()

    assert code == ExitCode.INDEX
    assert output.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in output


async def test_a_model_that_is_not_there_has_its_own_exit_code(tmp_path):
    config = tmp_path / "config.yaml"
    config.write_text("index:\n  encoder: no/such-model\n")
    bot = await Process.start("-c", LAUNCHER, NOWHERE, "run", "--config", config)

    code, output = await bot.end()

    assert code == ExitCode.MODEL
    assert "no/such-model" in output.splitlines()[-1]
    assert "Traceback" not in output


async def test_a_second_bot_on_the_same_data_does_not_start(tmp_path):
    with only_bot(tmp_path):
        bot = await Process.start("-c", LAUNCHER, NOWHERE, "run", "--data", tmp_path)
        code, output = await bot.end()

    assert code == ExitCode.RUNNING
    assert output.splitlines()[-1].startswith("Error: Another bot runs on the data folder")


async def test_help_lists_every_exit_code_and_loads_nothing_heavy():
    script = (
        "import runpy, sys\n"
        "sys.argv = ['bot', '--help']\n"
        "try: runpy.run_module('bot', run_name='__main__', alter_sys=True)\n"
        "except SystemExit: pass\n"
        "print('loaded:', {'torch', 'faiss', 'discord', 'numpy'} & set(sys.modules))"
    )
    bot = await Process.start("-c", script)

    _, output = await bot.end()

    assert "loaded: set()" in output
    for code in ExitCode:
        assert f"{code:>2}  {code.meaning}" in output


async def test_a_wrong_option_is_bad_usage():
    bot = await Process.start("-m", "bot", "--no-such-option")

    code, output = await bot.end()

    assert code == ExitCode.USAGE
    assert "--no-such-option" in output


async def test_what_is_under_way_is_dropped_before_the_client_closes():
    bot = await Process.start("-c", STOPPED.format(close='print("closed")'))

    code, output = await bot.end()

    assert (code, output.split()) == (0, ["dropped", "closed"])


async def test_a_thread_that_does_not_end_does_not_keep_the_bot_alive():
    thread = "threading.Thread(target=time.sleep, args=(60,)).start()"
    bot = await Process.start("-c", STOPPED.format(close=thread))
    before = asyncio.get_running_loop().time()

    code, _ = await bot.end(20)

    assert code == ExitCode.OK
    assert asyncio.get_running_loop().time() - before < 15


def test_the_token_is_taken_out_of_the_environment():
    environment = {"DISCORD_TOKEN": f" {TOKEN}\n", "PATH": "/bin"}

    assert take_token(environment) == TOKEN
    assert environment == {"PATH": "/bin"}


def test_the_lock_ends_with_its_block(tmp_path):
    with only_bot(tmp_path), pytest.raises(StartError), only_bot(tmp_path):
        pass

    with only_bot(tmp_path):
        pass


@pytest.fixture
def connect(monkeypatch):
    """Run stay_online with a client that does nothing, on this Discord."""

    def connect(server: Gateway) -> asyncio.Task:
        api, socket = f"127.0.0.1:{server.port}/api/v10", f"127.0.0.1:{server.port}/gateway"
        monkeypatch.setattr(discord.http.Route, "BASE", f"http://{api}")
        url = yarl.URL(f"ws://{socket}")
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", url)
        client = lambda: discord.Client(intents=discord.Intents.none())  # noqa: E731
        return asyncio.create_task(stay_online(client, TOKEN))

    return connect


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        ({"refusals": [401]}, ExitCode.TOKEN_REFUSED),
        ({"close_code": 4004}, ExitCode.TOKEN_REFUSED),
        ({"close_code": 4014}, ExitCode.REFUSED),
        ({"close_code": 4011}, ExitCode.REFUSED),
    ],
)
async def test_what_trying_again_cannot_mend_ends_the_bot(connect, trouble, code):
    async with Gateway(**trouble) as server:
        with pytest.raises(StartError) as refused:
            await asyncio.wait_for(connect(server), 10)

    assert refused.value.code == code
    assert len(server.tokens) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        {"failed_handshakes": 1},  # dies with AttributeError in discord.py 2.7.1
        {"refusals": [502]},
        {"refusals": [503]},
        {"refusals": [429]},
    ],
)
async def test_trouble_that_passes_is_waited_out(connect, trouble):
    async with Gateway(**trouble) as server:
        task = connect(server)
        await server.online(10)
        assert not task.done()
        task.cancel()
        await asyncio.wait({task})


async def test_a_network_that_is_down_is_waited_out(connect, caplog):
    async with Gateway() as server:
        pass
    task = connect(server)  # where nothing listens any more
    await asyncio.wait({task}, timeout=1.5)  # seconds: an attempt, a second one

    assert not task.done()
    assert "next attempt in 2 s" in caplog.text
    task.cancel()
    await asyncio.wait({task})


def test_the_next_attempt_is_later_and_later():
    assert list(islice(waits(), 11)) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


async def test_a_fault_of_our_own_is_not_taken_for_an_outage():
    class Faulty(discord.Client):
        async def start(self, token: str) -> None:
            self.ws = SimpleNamespace(open=False)
            raise AttributeError("ours")

    with pytest.raises(AttributeError, match="ours"):
        await stay_online(lambda: Faulty(intents=discord.Intents.none()), TOKEN)
