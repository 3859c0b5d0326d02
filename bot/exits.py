"""The exit codes of `python -m bot`. Imports nothing, so that --help answers at once."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """Why the bot ended; `meaning` is the line that --help prints."""

    meaning: str

    def __new__(cls, value: int, meaning: str) -> Self:
        """Keep the meaning beside the number."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    OK = 0, "ended as asked: SIGTERM, Ctrl-C, :quit"
    ERROR = 1, "any other error"
    USAGE = 2, "a wrong option, or a wrong setting in config.yaml"
    TOKEN_MISSING = 3, "DISCORD_TOKEN is not set"
    TOKEN_MALFORMED = 4, "DISCORD_TOKEN does not have the shape of a bot token"
    TOKEN_REFUSED = 5, "Discord does not know the token"
    MODEL = 6, "the model is missing or damaged"
    INDEX = 7, "the index is damaged, or was made by another model"
    RUNNING = 8, "another bot runs on this data folder"
    REFUSED = 9, "Discord refuses the bot's intents or sharding"
