"""What is kept of a person -> what that person sees. Pure."""

import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.reply import DESCRIPTION, Reply, fit, length, reply
from bot.store.kept import Kept

NOTHING = "I keep nothing of you."
ANONYMOUS = (
    "It is kept under a keyed hash of your id, not under your name. `/privacy export` gives you "
    "all of it as a file, `/privacy erase` erases it."
)
TEXT = 150  # of a question in the list


def kept(items: Sequence[Kept]) -> Reply:
    """A line for each, newest first, as many as there is room for."""
    if not items:
        return reply(NOTHING)
    lines, room = [], DESCRIPTION - length(ANONYMOUS) - 100
    for item in items:
        line = f"{fit(item.text, TEXT)}\n-# {_day(item)}, kept {item.kind}"
        room -= length(line) + 1
        if room < 0:
            break
        lines.append(line)
    left_out = len(items) - len(lines)
    more = [f"And {left_out} more."] if left_out else []
    return reply(
        "\n".join([*lines, *more, "", ANONYMOUS]), title=f"What I keep of you: {len(items)}"
    )


def exported(items: Sequence[Kept]) -> Reply:
    """Beside the file."""
    return reply(f"Everything that I keep of you: {_things(len(items))}.")


def as_json(items: Sequence[Kept]) -> io.BytesIO:
    """The file: a list of objects, newest first; times are ISO 8601, UTC."""
    objects = [
        {
            "kept": item.kind,
            "server": str(item.guild_id) if item.guild_id else None,  # too large for JavaScript
            "at": datetime.fromtimestamp(item.at, UTC).isoformat(timespec="seconds"),
            "text": item.text,
        }
        for item in items
    ]
    return io.BytesIO(json.dumps(objects, indent=2, ensure_ascii=False).encode())


def erasure() -> Reply:
    """The question before everything is erased."""
    return reply(
        "Erase what I keep of you, in all servers? The buttons under answers to your questions "
        "will stop working."
    )


def erased(count: int) -> Reply:
    """After it is gone."""
    return reply(f"Erased {_things(count)}. I keep nothing of you." if count else NOTHING)


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"


def _day(item: Kept) -> str:
    day = datetime.fromtimestamp(item.at, UTC)
    return f"{day.day} {day:%b %Y}"
