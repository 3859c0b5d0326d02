"""What a person is told about the dates of an answer: the period, what it left out, or why it
holds nothing. Finds nothing by itself (dated.py)."""

from index.datatypes import Answer, Citation, Period, Query
from index.message import Message, message, plural, sentences
from index.store import Store


def note(store: Store, query: Query, answer: Answer) -> Message | None:
    """How the words of time were understood, and how many articles have no date to go by."""
    if query.period is None:
        return message("Newest first.") if query.newest_first else None
    published = store.publication(query.collections, query.source)
    parts = []
    if store.size(query.collections, query.source, query.period) or answer.covered:
        parts.append(_read(query, answer))
    if published.undated:
        parts.append(
            plural(
                "1 article without a date was left out.",
                "{count} articles without a date were left out.",
                published.undated,
            )
        )
    return sentences(parts)


def _read(query: Query, answer: Answer) -> Message:
    """In which articles was looked, as a person reads the words of time."""
    told = message("Articles {period}", period=query.period)
    if any(_is_later(citation, query.period) for citation in answer.citations):
        told = message("{articles}, and later ones that name that time", articles=told)
    if query.newest_first:
        return message("{articles}, newest first.", articles=told)
    return message("{articles}.", articles=told)


def nothing_published(store: Store, query: Query) -> Message | None:
    """That no article is of the query's period, and how old the newest is; None if one is."""
    if query.period is None or store.size(query.collections, query.source, query.period):
        return None
    newest = store.publication(query.collections, query.source).newest
    if newest is None:
        return message("There is no article {period}; none here has a date.", period=query.period)
    return message(
        "There is no article {period}; the newest is of {day}.", period=query.period, day=newest
    )


def _is_later(citation: Citation, period: Period) -> bool:
    return bool(period.end and (citation.published or "") > period.end.isoformat())
