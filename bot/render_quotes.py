"""Who is quoted, and with what -> what `send(**...)` takes, page by page. Pure."""

from collections.abc import Sequence

from bot.i18n import _, ngettext
from bot.paging import page_count
from bot.quote import verify
from bot.render import cards
from bot.reply import TITLE, Reply, fit, length, noted, reply
from index import Citation, Person

QUOTES, PEOPLE = 4, 20  # on a page
NAME = 100


def quotes(name: str, about: str | None, found: Sequence[Citation], page: int = 0) -> Reply:
    """A page, counted from 0, of what somebody is quoted with. Raises NotVerbatim."""
    title = fit(_title(name, about), TITLE)
    if not found:
        told = _("{name} is quoted here, but not on that.", name=fit(name, NAME))
        return reply(told, title=title)
    shown = found[page * QUOTES : (page + 1) * QUOTES]
    for citation in shown:
        verify(citation)
    note = _(
        "Page {page} of {pages} · {count} in all, newest article first",
        page=page + 1,
        pages=page_count(found, QUOTES),
        count=len(found),
    )
    message = reply(*cards(shown, length(title) + length(note)), title=title)
    return noted(message, note)


def people(everybody: Sequence[Person], page: int = 0) -> Reply:
    """A page, counted from 0, of who is quoted, and how often."""
    if not everybody:
        return reply(_("Nobody is quoted in the articles here."))
    shown = everybody[page * PEOPLE : (page + 1) * PEOPLE]
    lines = [f"{fit(person.name, NAME)} · {_times(person.quotations)}" for person in shown]
    pages, count = page_count(everybody, PEOPLE), len(everybody)
    note = _("Page {page} of {pages} · {count} in all", page=page + 1, pages=pages, count=count)
    return noted(reply("\n".join(lines), title=_("Who is quoted")), note)


def _title(name: str, about: str | None) -> str:
    if about:
        return _("Quotes of {name} about {topic}", name=name, topic=about)
    return _("Quotes of {name}", name=name)


def _times(count: int) -> str:
    return ngettext("once", "{count} times", count)
