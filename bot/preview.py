"""`python -m bot preview`: the real bot on a page of this computer, in a virtual Discord (SimCord).
Builds the small world that the page shows, and keeps its clock; needs no token and no network."""

import asyncio
import os
import socket
import sys
import time
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import click
import discord
import simcord

from bot import logs
from bot.client import create_bot
from bot.config import Config
from bot.signals import run_until_signalled
from bot.start import errors_as_sentences, opened, steps_to_ready
from index.errors import LibraryError

GUILD_ID = 2015  # smaller than the id of any real guild: the preview's shelf is no one else's
SETTLE = 120.0  # seconds that one action on the page may take, such as adding a long article
PORTS_TRIED = 20
WELCOME = """**Ask about the articles.** I answer only with words that stand in them.

1. Type `/ask`, press **Enter** to pick the command, then type a question: `what did Peskov say?`
2. Or mention me in a message: type `<@{bot}>` and your question.
3. `/articles` lists, adds and removes articles; `/articles add` alone opens a form to paste one. \
Only an admin has it: choose who you are in "Viewing as", above."""


def run(path: Path, data: Path | None, port: int, browser: bool | None) -> None:
    """Serve the page, with the settings at `path`, until Ctrl-C or its own "End preview session".

    Ends the program on a LibraryError.
    """

    def ready(address: str) -> None:
        click.echo(f"\nThe bot is at {address}\nCtrl-C ends it.")
        if has_display() if browser is None else browser:
            webbrowser.open(address)

    with errors_as_sentences():
        config = Config.load(path, data)
        logs.set_up("WARNING")
        with opened(config.index) as (library, reader):
            for step in steps_to_ready(library, reader, config.index):
                click.echo(step)
            run_until_signalled(serve(create_bot(config, library, reader), port, ready))


async def serve(client: discord.Client, port: int, ready: Callable[[str], None]) -> None:
    """Serve the bot until the page ends the session or this task is cancelled.

    `ready` is called once with the address. It is a secret: whoever has it may use the page.
    """
    async with _running(World(client, settle_timeout=SETTLE)) as world:
        _set_clock(world)
        async with await _open(world, client, free_port(port)) as page:
            ready(page.url)
            ticker = asyncio.create_task(_tick(world))
            try:
                await page.wait_closed()
            finally:
                ticker.cancel()


class World(simcord.Env):
    """A virtual Discord in which the bot may refuse.

    SimCord takes every error in a command for a failed action and blocks the page. An error that
    we raise on purpose is an answer: the bot has told the person what is wrong.
    """

    def _record_error(self, error: BaseException) -> None:
        if not isinstance(getattr(error, "original", error), LibraryError):
            super()._record_error(error)


@asynccontextmanager
async def _running(world: World) -> AsyncIterator[World]:
    """As simcord.run does it, for a world of our own."""
    await world.start()
    try:
        with world.time_context():
            yield world
    finally:
        await world.shutdown()


async def _open(world: World, client: discord.Client, port: int) -> simcord.Preview:
    """The world: a guild with one channel, an admin, a member and a word of welcome."""
    world.backend.bot_user.name = "Ask the Article"
    guild = world.create_guild("The newsroom", id=GUILD_ID)
    channel = guild.create_text_channel("ask-the-article")
    admins = guild.create_role("Admin", permissions=discord.Permissions.all())
    admin = world.create_user("ada", global_name="Ada (admin)")
    member = world.create_user("max", global_name="Max (member)")
    viewers = [guild.add_member(admin, roles=[admins]), guild.add_member(member)]
    await world.settle()
    await client.get_channel(channel.id).send(WELCOME.format(bot=client.user.id))
    return world.preview(channel, viewers=viewers, layout="channel", port=port)


async def _tick(world: World) -> None:
    """Let virtual time pass as real time does: waits and time stamps depend on it."""
    while True:
        await asyncio.sleep(1)
        _set_clock(world)


def _set_clock(world: World) -> None:
    # Not by world.advance_time: what a person does on the page while that runs would be lost.
    world.backend.advance_clock(max(0.0, time.time() - world.now().timestamp()))


def free_port(first: int) -> int:
    """The first port from `first` on that is free on 127.0.0.1; 0, any, where none is near."""
    for port in range(first, min(first + PORTS_TRIED, 65_536)):
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    return 0


def has_display() -> bool:
    """Whether a browser window can open here, so that webbrowser starts none in the terminal."""
    if "CI" in os.environ:
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
