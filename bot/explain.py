"""An error -> the sentence that a person is told, and the log's line about it. What we did not
raise on purpose is an incident, with an id that the sentence and the log share."""

import logging
import secrets
import time
from collections import deque
from dataclasses import dataclass

import aiohttp
import discord
from discord import app_commands

from bot.i18n import _, said
from index.errors import LibraryError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Incident:
    """`at` is in seconds since 1970."""

    id: str
    at: float


recent: deque[Incident] = deque(maxlen=1)  # the last one, for /status


def explain(error: Exception) -> str:
    """What happened, what to do, and the id of an incident."""
    cause = getattr(error, "original", error)  # discord.py wraps what a command raises
    if isinstance(cause, LibraryError):
        log.info("refused: %s", type(cause).__name__)
        return said(cause)
    if isinstance(cause, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
        log.warning("outdated command: %s", cause)
        return _("This command has changed. Reload Discord and try again.")
    incident = Incident(secrets.token_hex(4), time.time())
    recent.append(incident)
    log.error("incident %s", incident.id, exc_info=cause)
    return _("{advice}: {id}.", advice=_advice(cause), id=incident.id)


def _advice(cause: Exception) -> str:
    match cause:
        case discord.Forbidden():
            return _(
                "Discord does not let me do that here. An admin sees with `/status` which "
                "permissions I lack. The incident"
            )
        case discord.DiscordServerError() | aiohttp.ClientError():
            return _("Discord does not answer as it should. Please try again later. The incident")
    return _("Something went wrong. If it happens again, tell whoever runs this bot")
