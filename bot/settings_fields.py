"""What can be set for a guild, in the order of the panel: names, sentences, choices. Pure."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.i18n import _, translated
from bot.store.settings import GuildSettings
from index.message import Message, message, plural


class Kind(Enum):
    """How a setting is chosen."""

    CHOICE = auto()
    CHANNELS = auto()
    CHANNEL = auto()
    ROLE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A setting as the panel shows it. `name` is that of GuildSettings; `help` has room for 100
    characters, in every language; each choice is a label and the value that it stands for."""

    name: str
    label: Message
    help: Message
    choices: tuple[tuple[str, Any], ...] = ()
    kind: Kind = Kind.CHOICE


YES_NO = ((message("Yes"), True), (message("No"), False))
AS_CONFIGURED = (message("As this bot's host has set it"), None)
THRESHOLDS = tuple(
    (message("{share} % sure", share=share), share / 100) for share in (20, 35, 50, 65, 80)
)
RATES = tuple((message("{count} a minute", count=n), n) for n in (5, 10, 30, 60, 120, 300))
DAYS = tuple((plural("{count} day", "{count} days", n), n) for n in (1, 7, 30, 90, 365))

FIELDS = (
    Field(
        "channels",
        message("Channels"),
        message("Where questions are answered, up to 25; none chosen: everywhere"),
        kind=Kind.CHANNELS,
    ),
    Field(
        "new_channels",
        message("New channels"),
        message("Whether questions are answered in a channel that is made from now on"),
        YES_NO,
    ),
    Field(
        "admin_role",
        message("Admin role"),
        message("Who may use the admin commands beside people with Manage Server"),
        kind=Kind.ROLE,
    ),
    Field(
        "excerpts",
        message("Excerpts"),
        message("How many excerpts an answer has at most"),
        (AS_CONFIGURED, *((str(n), n) for n in range(1, 6))),
    ),
    Field(
        "threshold",
        message("Certainty"),
        message("How sure an excerpt must be; less sure ones are “not covered”"),
        (AS_CONFIGURED, *THRESHOLDS),
    ),
    Field(
        "private",
        message("Private answers"),
        message("Whether only who uses /ask sees the answer"),
        YES_NO,
    ),
    Field(
        "log_questions",
        message("Question log"),
        message("Whether questions are kept for /report; turned off, what was kept is erased"),
        YES_NO,
    ),
    Field(
        "log_days",
        message("Log kept"),
        message("For how long a question stays in the log"),
        DAYS,
    ),
    Field(
        "per_minute",
        message("Questions"),
        message("How many everybody together may ask"),
        RATES,
    ),
    Field(
        "audit_channel",
        message("Audit channel"),
        message("Where a line says which admin changed what"),
        kind=Kind.CHANNEL,
    ),
)


def shown(field: Field, settings: GuildSettings) -> str:
    """The value of a setting, for people. The mentions ping nobody: they stand in an embed."""
    value = getattr(settings, field.name)
    if field.kind is Kind.CHANNELS:
        return " ".join(f"<#{channel}>" for channel in value) or _("everywhere")
    if field.kind is Kind.CHANNEL:
        return f"<#{value}>" if value else _("none")
    if field.kind is Kind.ROLE:
        return f"<@&{value}>" if value else _("nobody else")
    return next((translated(x) for x, choice in field.choices if choice == value), str(value))
