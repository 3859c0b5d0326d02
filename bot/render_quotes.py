"""Who is quoted, and with what -> what `send(**...)` takes, page by page. Pure."""

from collections.abc import Sequence

from bot.quote import verify
from bot.render import cards
from bot.reply import TITLE, Reply, fit, length, noted, reply
from index import Citation, Person

QUOTES, PEOPLE = 4, 20  # on a page
NAME = 100


def quotes(name: str, about: str | None, found: Sequence[Citation], page: int = 0) -> Reply:
    """A page, counted from 0, of what somebody is quoted with. Raises NotVerbatim."""
    title = fit(f"Quotes of {name}" + (f" about {about}" if about else ""), TITLE)
    if not found:
        return reply(f"{fit(name, NAME)} is quoted here, but not on that.", title=title)
    shown = found[page * QUOTES : (page + 1) * QUOTES]
    for citation in shown:
        verify(citation)
    note = f"Page {page + 1} of {quote_pages(found)} · {len(found)} in all, newest article first"
    message = reply(*cards(shown, length(title) + length(note)), title=title)
    return noted(message, note)


def people(everybody: Sequence[Person], page: int = 0) -> Reply:
    """A page, counted from 0, of who is quoted, and how often."""
    if not everybody:
        return reply("Nobody is quoted in the articles here.")
    shown = everybody[page * PEOPLE : (page + 1) * PEOPLE]
    lines = [f"{fit(person.name, NAME)} · {_times(person.quotations)}" for person in shown]
    note = f"Page {page + 1} of {people_pages(everybody)} · {len(everybody)} in all"
    return noted(reply("\n".join(lines), title="Who is quoted"), note)


def quote_pages(found: Sequence[Citation]) -> int:
    """Pages of quotes, at least one."""
    return max(1, -(-len(found) // QUOTES))


def people_pages(everybody: Sequence[Person]) -> int:
    """Pages of people, at least one."""
    return max(1, -(-len(everybody) // PEOPLE))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
