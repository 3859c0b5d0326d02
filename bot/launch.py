"""The real bot on Discord: token, lock, log-in, waiting out an outage, signals.
What the bot does there is client.py's."""

import asyncio
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import discord
import filelock

from bot import logs
from bot.client import create_bot
from bot.config import Config
from bot.exits import ExitCode
from bot.signals import run_until_signalled
from bot.start import StartError, errors_as_sentences, opened, steps_to_ready

TOKEN_VARIABLE = "DISCORD_TOKEN"  # noqa: S105 (a name, no secret)
TOKEN_SHAPE = re.compile(r"[\w-]{18,40}\.[\w-]{5,10}\.[\w-]{20,80}", re.ASCII)
LONGEST_WAIT = 300.0  # seconds between two attempts; Discord allows 1000 log-ins a day
WHERE = "on the Bot page of your application in Discord's developer portal"

log = logging.getLogger(__name__)


def take_token(environment: MutableMapping[str, str]) -> str:
    """Take the token out of the environment, so that no child process inherits it.

    Raises StartError where there is none, or where it cannot be one: nothing is sent then.
    """
    token = environment.pop(TOKEN_VARIABLE, "").strip()
    if not token:
        sentence = f"The environment variable {TOKEN_VARIABLE} is not set. The token is {WHERE}."
        raise StartError(ExitCode.TOKEN_MISSING, sentence)
    if not TOKEN_SHAPE.fullmatch(token):
        sentence = f"{TOKEN_VARIABLE} holds no bot token (three parts with dots). It is {WHERE}."
        raise StartError(ExitCode.TOKEN_MALFORMED, sentence)
    return token


@contextmanager
def only_bot(data_dir: Path) -> Iterator[None]:
    """Hold the data folder for one bot at a time: two would answer every question twice.

    The lock dies with its process. Raises StartError.
    """
    lock = filelock.FileLock(data_dir / "bot.lock")
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        sentence = f"Another bot runs on the data folder {data_dir}. Stop it first."
        raise StartError(ExitCode.RUNNING, sentence) from error
    except OSError as error:
        sentence = f"The data folder {data_dir} cannot be used: {error.strerror}"
        raise StartError(ExitCode.ERROR, sentence) from error
    try:
        yield
    finally:
        lock.release()


def run(path: Path, data: Path | None) -> None:
    """`python -m bot run`, with the settings at `path`. Ends the program on a LibraryError."""
    with errors_as_sentences():
        config = Config.load(path, data)
        token = take_token(os.environ)
        logs.set_up(config.log_level, token)
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
        folder = config.index.data_dir
        with only_bot(folder), opened(config.index) as (library, reader):
            steps = steps_to_ready(library, reader, config.index)
            serve(lambda: create_bot(config, library, reader), token, steps)


def serve(new_client: Callable[[], discord.Client], token: str, steps: Iterable[str] = ()) -> None:
    """Stay on Discord until SIGTERM or Ctrl-C, and take the steps that make us ready meanwhile.

    Raises StartError where Discord refuses, and what a step raises.
    """
    run_until_signalled(_serve(new_client, token, iter(steps)))


async def _serve(
    new_client: Callable[[], discord.Client], token: str, steps: Iterator[str]
) -> None:
    """Loading the model takes as long as connecting. Either failure ends both; a question that
    comes too early waits for the model in its own thread."""
    online = asyncio.create_task(stay_online(new_client, token))
    ready = asyncio.create_task(_take(steps))
    try:
        await asyncio.wait({online, ready}, return_when=asyncio.FIRST_EXCEPTION)
        for task in (ready, online):
            if task.done():
                task.result()
    finally:
        for task in (online, ready):
            if not task.cancelling():  # a second time would interrupt the leaving of Discord
                task.cancel()
        await asyncio.wait({online, ready})  # until we have left Discord


async def _take(steps: Iterator[str]) -> None:
    """Each step in a thread, so that the end of the bot waits for one of them at most."""
    while (step := await asyncio.to_thread(next, steps, None)) is not None:
        log.info(step)


async def stay_online(new_client: Callable[[], discord.Client], token: str) -> None:
    """Log in and serve; wait out an outage, ever longer. Raises StartError where Discord refuses.

    Once it has been connected, discord.py 2.7.1 reconnects by itself, but when the very first
    handshake of the gateway fails, Client.connect dies with an AttributeError. A client cannot
    be started twice, so each attempt has a new one.
    """
    for wait in waits():
        client = new_client()
        try:
            async with client:
                return await client.start(token)
        except (aiohttp.ClientError, discord.DiscordException, OSError, AttributeError) as error:
            if refusal := verdict(error):
                raise refusal from error
            if not _is_outage(error, client):
                raise
            reason = error.__context__ if isinstance(error, AttributeError) else error
            log.warning("Discord cannot be reached (%r); next attempt in %.0f s", reason, wait)
        await asyncio.sleep(wait)


def waits() -> Iterator[float]:
    """Seconds to wait before each next attempt."""
    wait = 1.0
    while True:
        yield wait
        wait = min(wait * 2, LONGEST_WAIT)


def verdict(error: Exception) -> StartError | None:
    """What Discord thinks of the token or the bot, where trying again cannot mend it."""
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401):
            sentence = f"Discord does not accept the token in {TOKEN_VARIABLE}. Reset it {WHERE}."
            return StartError(ExitCode.TOKEN_REFUSED, sentence)
        case discord.ConnectionClosed(code=4004):
            sentence = f"Discord no longer accepts the token in {TOKEN_VARIABLE}. Reset it {WHERE}."
            return StartError(ExitCode.TOKEN_REFUSED, sentence)
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed(code=4014):
            sentence = (
                f"Discord does not grant an intent that the bot asks for (4014). See {WHERE}."
            )
            return StartError(ExitCode.REFUSED, sentence)
        case discord.ConnectionClosed(code=code):
            sentence = f"Discord refuses the connection of this bot (close code {code})."
            return StartError(ExitCode.REFUSED, sentence)
    return None


def _is_outage(error: Exception, client: discord.Client) -> bool:
    """Whether the network or Discord failed, and not we."""
    match error:
        case discord.HTTPException(status=status):
            return status == 429 or status >= 500
        case AttributeError():
            return client.ws is None  # the fault of discord.py that stay_online names
    network = aiohttp.ClientError, ConnectionError, TimeoutError, discord.GatewayNotFound
    return isinstance(error, network)
