"""What could be added, before it is: one article, or a list with pages. Pure."""

from collections.abc import Sequence

from bot import render
from bot.drafts import Draft, Entry
from bot.i18n import _, number
from bot.paging import page_count
from bot.render_articles import card
from bot.reply import Reply, fit, noted, reply
from index import Document

PAGE = 5  # entries on a page
FIRST = 200  # characters of each article's beginning
NAME, REASON = 100, 300  # twelve reasons fit: no more is brought at once


def preview(entries: Sequence[Entry], page: int = 0) -> Reply:
    """One article as it would be added, or a page of several, with those that cannot be."""
    match entries:
        case [Draft() as draft]:
            return _whole(draft)
    numbered = list(enumerate(entries, 1))[page * PAGE : (page + 1) * PAGE]
    lines = [f"**{place}** · {_entry(each)}" for place, each in numbered]
    counts = {
        "page": page + 1,
        "pages": page_count(entries, PAGE),
        "count": sum(isinstance(each, Draft) for each in entries),
        "failed": sum(isinstance(each, str) for each in entries),
    }
    note = _(
        "Page {page} of {pages} · {count} can be added, {failed} cannot · Nothing is added yet",
        **counts,
    )
    return noted(reply("\n\n".join(lines), title=_("Add these articles?")), note)


def unreadable(entries: Sequence[Entry]) -> Reply:
    """Why nothing of it can be added."""
    reasons = [fit(each, REASON) for each in entries if isinstance(each, str)]
    return reply("\n".join(reasons))


def _whole(draft: Draft) -> Reply:
    document = draft.document
    facts = {
        _("Published"): render.iso_day(document.published) or _("undated"),
        _("Author"): fit(document.author or "", NAME),
        _("Sentences"): number(draft.sentences),
        _("From"): _origin(document),
    }
    note = _("Nothing is added yet.")
    return noted(card(document, facts), f"{_replaces()} {note}" if draft.replaces else note)


def _entry(entry: Entry) -> str:
    if isinstance(entry, str):
        return _("Cannot be added: {reason}", reason=fit(entry, REASON))
    document = entry.document
    facts = [
        f"**{fit(document.title, NAME)}**",
        _origin(document),
        render.iso_day(document.published) or _("undated"),
        render.sentences(entry.sentences),
        _replaces() if entry.replaces else None,
    ]
    begins = document.text.removeprefix(document.title)[: 2 * FIRST]
    return " · ".join(filter(None, facts)) + f"\n> {fit(begins, FIRST)}"


def _origin(document: Document) -> str:
    """Where it is from; what was pasted is from nowhere."""
    named = document.source if document.source != document.title else ""
    return render.host_of(document.url) or fit(named, NAME)


def _replaces() -> str:
    return _("Replaces the article of that name.")
