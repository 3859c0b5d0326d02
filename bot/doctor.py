"""`python -m bot doctor`: is everything as it must be, and what is to be done where it is not.
Changes nothing, needs no token, and prints none."""

import asyncio
import os
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot import discord_checks
from bot.config import Config
from bot.exits import ExitCode
from bot.host_checks import Finding, check_clock, finding, of_host
from bot.launch import TOKEN_VARIABLE, WHERE, take_token
from bot.logs import redact
from bot.start import StartError
from index.errors import LibraryError

SIGNS = {True: ("ok", "green"), False: ("TO DO", "bold red"), None: ("-", "dim")}
NO_TOKEN = (
    f"{TOKEN_VARIABLE} is not set, so Discord was not asked. The preview and the chat need none; "
    f"for Discord, the token is {WHERE}"
)


def run(path: Path, data: Path | None) -> int:
    """Print a line for each finding; returns the exit code: 1 where something is to be done."""
    console = Console(highlight=False, soft_wrap=True)
    found = []
    for item in examine(path, data):
        found.append(item)
        sign, style = SIGNS[item.is_ok]
        sentence = redact(" ".join(item.sentence.split()))
        console.print(Text.assemble((f"{sign:<6}", style), f"{item.name:<9}{sentence}"))
    return ExitCode.ERROR if any(f.is_ok is False for f in found) else ExitCode.OK


def examine(path: Path, data: Path | None) -> Iterator[Finding]:
    """Settings, then the host, then Discord where there is a token."""
    try:
        config = Config.load(path, data)
    except LibraryError as error:
        yield Finding("settings", False, str(error))
        return
    yield Finding("settings", True, f"{path} is understood")
    yield from of_host(config.index)
    yield from _of_discord()


def _of_discord() -> Iterator[Finding]:
    try:
        token = take_token(os.environ)
    except StartError as error:
        if error.code == ExitCode.TOKEN_MISSING:
            yield finding("clock", lambda: check_clock(time.time()))
            yield Finding("token", None, NO_TOKEN)
        else:
            yield Finding("token", False, str(error))
        return
    yield Finding("token", True, "set, and of the right shape")
    yield from asyncio.run(discord_checks.of_discord(token))
