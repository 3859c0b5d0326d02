"""What is kept of a person -> what that person sees. Pure."""

import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.i18n import N_, _, day, ngettext
from bot.reply import DESCRIPTION, Reply, fit, length, reply
from bot.store.kept import Kept

NOTHING = N_("I keep nothing of you.")
ANONYMOUS = N_(
    "Questions and votes are kept under a keyed hash of your id, not under your name; only beside "
    "an article that you added stands your name. `/privacy export` gives you all of it as a file, "
    "`/privacy erase` erases it."
)
TEXT = 150  # of a question in the list


def kept(items: Sequence[Kept]) -> Reply:
    """A line for each, newest first, as many as there is room for."""
    if not items:
        return reply(_(NOTHING))
    anonymous = _(ANONYMOUS)
    lines, room = [], DESCRIPTION - length(anonymous) - 100
    for item in items:
        what = _("{day}, kept {purpose}", day=_day(item), purpose=_(item.kind))
        line = f"{fit(item.text, TEXT)}\n-# {what}"
        room -= length(line) + 1
        if room < 0:
            break
        lines.append(line)
    left_out = len(items) - len(lines)
    more = [_("And {count} more.", count=left_out)] if left_out else []
    title = _("What I keep of you: {count}", count=len(items))
    return reply("\n".join([*lines, *more, "", anonymous]), title=title)


def exported(items: Sequence[Kept]) -> Reply:
    """Beside the file."""
    return reply(_("Everything that I keep of you: {things}.", things=_things(len(items))))


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
        _(
            "Erase what I keep of you, in all servers? The buttons under answers to your "
            "questions will stop working."
        )
    )


def erased(count: int) -> Reply:
    """After it is gone."""
    if not count:
        return reply(_(NOTHING))
    return reply(_("Erased {things}. I keep nothing of you.", things=_things(count)))


def _things(count: int) -> str:
    return ngettext("1 thing", "{count} things", count)


def _day(item: Kept) -> str:
    return day(datetime.fromtimestamp(item.at, UTC).date())
