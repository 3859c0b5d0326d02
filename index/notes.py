"""What a person is told about the dates of an answer: the period, what it left out, or why it
holds nothing. Finds nothing by itself (dated.py)."""

from datetime import date

from index.datatypes import Answer, Citation, Period, Query
from index.store import Store


def note(store: Store, query: Query, answer: Answer) -> str | None:
    """How the words of time were understood, and how many articles have no date to go by."""
    if query.period is None:
        return "Newest first." if query.newest_first else None
    published = store.publication(query.collections, query.source)
    parts = []
    if store.size(query.collections, query.source, query.period) or answer.covered:
        parts.append(_read(query, answer))
    if published.undated == 1:
        parts.append("1 article without a date was left out.")
    elif published.undated:
        parts.append(f"{published.undated} articles without a date were left out.")
    return " ".join(parts) or None


def _read(query: Query, answer: Answer) -> str:
    """In which articles was looked, as a person reads the words of time."""
    told = f"Articles {described(query.period)}"
    if any(_is_later(citation, query.period) for citation in answer.citations):
        told += ", and later ones that name that time"
    return told + ", newest first" * query.newest_first + "."


def nothing_published(store: Store, query: Query) -> str | None:
    """That no article is of the query's period, and how old the newest is; None if one is."""
    if query.period is None or store.size(query.collections, query.source, query.period):
        return None
    newest = store.publication(query.collections, query.source).newest
    latest = f"the newest is of {_day(newest)}" if newest else "none here has a date"
    return f"There is no article {described(query.period)}; {latest}."


def _is_later(citation: Citation, period: Period) -> bool:
    return bool(period.end and (citation.published or "") > period.end.isoformat())


def described(period: Period) -> str:
    """A period in words: "from 16 to 22 November 2026", "since 1 March 2026"."""
    start, end = period.start, period.end
    if start is None or end is None:
        return f"since {_day(start)}" if start else f"until {_day(end)}" if end else "of any date"
    if start == end:
        return f"of {_day(end)}"
    first = _day(start)
    if start.year == end.year:
        first = first.removesuffix(f" {end.year}")
        if start.month == end.month:
            first = str(start.day)
    return f"from {first} to {_day(end)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
