"""What is sent: embeds within Discord's limits, and nobody mentioned.

Hostile text stands in embeds only, where Discord pings nobody, whatever the text is.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import NotRequired, TypedDict

import discord

from bot.escape import one_line, plain

TITLE, DESCRIPTION, MESSAGE = 256, 4096, 6000  # Discord's limits; the last is over all embeds


class Reply(TypedDict):
    """The arguments that every way of sending takes: `await send(**reply)`."""

    embeds: list[discord.Embed]
    allowed_mentions: discord.AllowedMentions
    view: NotRequired[discord.ui.View]


def reply(*cards: str, title: str | None = None) -> Reply:
    """An embed for each card, without a colour: not everybody sees what a colour would mean."""
    embeds = [discord.Embed(description=card) for card in cards]
    embeds[0].title = title
    return Reply(embeds=embeds, allowed_mentions=discord.AllowedMentions.none())


def noted(message: Reply, note: str | None) -> Reply:
    """A note, our own words, stands below the last card."""
    if note:
        message["embeds"][-1].set_footer(text=note)
    return message


def fit(text: str, limit: int) -> str:
    """Neutralised and at most `limit` long, cut with an ellipsis where it is longer."""
    return clip(one_line(text).strip(), limit, plain)


def clip(text: str, limit: int, shown: Callable[[str], str] = str) -> str:
    """`shown(text)`, or of as much of the text as is at most `limit` long, with an ellipsis."""
    if length(shown(text)) <= limit:
        return shown(text)
    most = bisect_right(range(len(text)), limit - 1, key=lambda kept: length(shown(text[:kept])))
    return shown(text[: most - 1]) + "…"


def length(text: str) -> int:
    """In UTF-16 units, so that an emoji counts as two: no part of Discord counts more."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
