"""An error -> the sentence that a person is told, and the log's line about it."""

import logging
import secrets

from discord import app_commands

from index.errors import LibraryError

log = logging.getLogger(__name__)


def explain(error: Exception) -> str:
    """The sentence for the person. What we did not raise on purpose is logged under a short id."""
    cause = getattr(error, "original", error)  # discord.py wraps what a command raises
    if isinstance(cause, LibraryError):
        log.info("refused: %s", type(cause).__name__)
        return str(cause)
    if isinstance(cause, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
        log.warning("outdated command: %s", cause)
        return "This command has changed. Reload Discord and try again."
    incident = secrets.token_hex(4)
    log.error("incident %s", incident, exc_info=cause)
    return f"Something went wrong. If it happens again, tell whoever runs this bot: {incident}."
