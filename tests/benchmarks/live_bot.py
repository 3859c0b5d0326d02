"""The real bot as a process of its own, on the loopback Discord of the tests."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from bot.store.database import Database
from bot.store.settings import Settings
from index import Document
from tests.benchmarks.engines import OURS, settings_of
from tests.benchmarks.loopback import Loopback
from tests.benchmarks.process import OFFLINE, ROOT, resident
from tests.bot.gateway import GUILD_ID, TOKEN

# The product knows only discord.com: discord.py is turned around before the bot starts. "ready"
# is said when discord.py has handled READY; its own event of that name waits two seconds more.
LAUNCHER = """
import runpy, sys, yarl
import discord.gateway, discord.http, discord.state
port = sys.argv.pop(1)
discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")
handle = discord.state.ConnectionState.parse_ready
def parse_ready(state, data):
    handle(state, data)
    print('"ready"', flush=True)
discord.state.ConnectionState.parse_ready = parse_ready
"""
RUN = 'runpy.run_module("bot", run_name="__main__", alter_sys=True)\n'
ENDLESS = 10**6
PATIENCE = 600.0  # seconds for a start or an answer


class LiveBot:
    """A bot that runs; see `live_bot`. Seconds count from the start of its process."""

    def __init__(self, discord: Loopback, process: asyncio.subprocess.Process) -> None:
        self.discord = discord
        self._process = process
        self._began = time.perf_counter()

    async def ready(self) -> float:
        """Seconds until discord.py had handled READY."""
        async with asyncio.timeout(PATIENCE):
            while await self.told() != "ready":
                pass
            ready = time.perf_counter() - self._began
            await self.discord.online(PATIENCE)
        return ready

    async def answered(self, question: str) -> float:
        """Ask; the seconds since the start when the answer has come."""
        await self.ask(question)
        return time.perf_counter() - self._began

    async def ask(self, question: str) -> float:
        """Seconds from a message that mentions the bot to the answer."""
        return await self._taken(self.discord.ask(question))

    async def add(self, document: Document) -> float:
        """Seconds for /articles add with a file."""
        return await self._taken(self.discord.upload(document))

    async def told(self) -> object:
        """The next thing that the launcher printed. Raises RuntimeError if the bot has ended."""
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the bot ended with {await self._process.wait()}")
        return json.loads(line)

    @property
    def memory(self) -> float:
        """MB that the bot and its children hold now."""
        return resident(self._process.pid)

    @property
    def peak(self) -> float:
        """MB that the bot and its children have held, each at its most."""
        return resident(self._process.pid, "VmHWM")

    async def _taken(self, work: Coroutine[Any, Any, None]) -> float:
        """Seconds of it. Raises RuntimeError if the bot ends before that."""
        began = time.perf_counter()
        working = asyncio.create_task(work)
        ended = asyncio.create_task(self._process.wait())
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.wait((working, ended), return_when=asyncio.FIRST_COMPLETED)
            if ended.done():
                raise RuntimeError(f"the bot ended with {ended.result()}")
            await working
        finally:
            working.cancel()
            ended.cancel()
        return time.perf_counter() - began


@asynccontextmanager
async def live_bot(
    data: Path,
    engine: str = OURS,
    preface: str = "",
    prefix: Sequence[str] = (),
    **settings: object,
) -> AsyncIterator[LiveBot]:
    """Start `python -m bot run` on a data folder; it is ended after the block. Raises RuntimeError
    if it does not end well.

    `preface` is Python that the process runs first, `prefix` a command that becomes it; `settings`
    are added to those of the index.
    """
    with TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        index = settings_of(engine) | settings
        quick = {"questions_per_minute": ENDLESS, "ask_timeout": PATIENCE, "log_level": "WARNING"}
        config.write_text(yaml.safe_dump({"index": index, "bot": quick}))
        _let_everybody_ask(data)
        async with Loopback() as discord:
            process = await asyncio.create_subprocess_exec(
                *(
                    *prefix,
                    sys.executable,
                    "-c",
                    preface + LAUNCHER + RUN,
                    str(discord.port),
                    "run",
                ),
                *("--config", str(config), "--data", str(data)),
                cwd=ROOT,
                env=os.environ | OFFLINE | {"DISCORD_TOKEN": TOKEN},
                stdout=asyncio.subprocess.PIPE,
                limit=2**24,  # bytes of a line
            )
            try:
                yield LiveBot(discord, process)
            finally:
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGTERM)
                code = await process.wait()
            if code:
                raise RuntimeError(f"the bot was told to end and ended with {code}")


def _let_everybody_ask(data: Path) -> None:
    """As an admin would by /settings: as many questions a minute as they can."""
    with closing(Database.open(data / "bot.sqlite3")) as database:
        Settings(database).change(int(GUILD_ID), per_minute=ENDLESS)
