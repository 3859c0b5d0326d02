"""A question with words of time -> a query for a period; and what of the articles lies in it.

What the words mean is known in dates.py; here it is decided whether they speak of the articles.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.datatypes import Period, Query
from index.dates import Mention, common, find_mentions
from index.question import ANYTHING, tidy, without_newest
from index.store import Passage, Publication, Store
from index.words import query_terms

LATER = timedelta(days=6)  # for so long "on Sunday" means that Sunday
DAY_WORDS = "monday tuesday wednesday thursday friday saturday sunday yesterday night weekend"
NAMING = 50  # sentences that are looked at for whether they name a day of the period
# "today" beside them means nowadays: "Who owns the ground today?"
PAST = re.compile(r"\b(?:did|was|were|has|have|had|said|happen(?:ed|ing)|news?)\b", re.IGNORECASE)
IN_MARKS = re.compile(r"[\"“„«][^\"“”„«»]*[\"“”»]")  # words of others
TODAY = re.compile(r"today", re.IGNORECASE)


def dated(query: Query, store: Store, today: date) -> Query:
    """The query with the period that its words name, and its text without these words.

    Where no article has a date, a time is words like any others, as it is where it speaks of
    history: before the year of the oldest article; or loosely ("in 1973") of what no article can
    have reported as news. A period that the query has already is narrowed.
    """
    text = without_newest(query.text)
    said = [match.span() for match in IN_MARKS.finditer(text)]
    mentions = [
        mention
        for mention in find_mentions(text, today)
        if not any(start < mention.start < end for start, end in said)
    ]
    if text == query.text and not mentions:
        return query
    published = store.publication(query.collections, query.source)
    if published.newest is None:
        return replace(query, text=text)
    period, named = query.period, []
    for mention in mentions:
        both = common(period or Period(), mention.period)
        if both and _is_of_articles(mention, text, published):
            period, named = both, [*named, mention]
    if query.period is None and period is not None:
        period = replace(period, words=" ".join(text[m.start : m.end] for m in named))
    newest_first = query.newest_first or text != query.text
    return replace(query, text=_without(text, named), period=period, newest_first=newest_first)


def lies_in(period: Period, published: str | None, text: str) -> bool:
    """Whether what an article says lies in a period: it was published then, or the words name a
    day of it, counted from the article's date: "on Sunday" of a Tuesday is two days before.

    Only a period that a question named, with both ends, may be met by words.
    """
    if published is None:
        return False
    written = date.fromisoformat(published)
    if _holds(period, Period(written, written)):
        return True
    mentions = find_mentions(text, written) if _may_be_named(period) else []
    return any(_holds(period, mention.period) for mention in mentions)


def find_naming(store: Store, query: Query) -> list[Passage]:
    """Passages of later articles that name a day of the query's period."""
    period = query.period
    if period is None or period.end is None or not _may_be_named(period):
        return []
    where = (query.collections, query.source, NAMING)
    after = period.end + timedelta(days=1)
    found = store.matching(DAY_WORDS.split(), *where, Period(after, period.end + LATER))
    found += store.matching(query_terms(period.words), *where, Period(after))
    passages = {p.id: p for p in found}
    return [p for _, p in sorted(passages.items()) if lies_in(period, p.published, p.text)]


def _may_be_named(period: Period) -> bool:
    return bool(period.words and period.start and period.end)


def _is_of_articles(mention: Mention, text: str, published: Publication) -> bool:
    """Whether a time of a question can be when articles were published."""
    if TODAY.fullmatch(text[mention.start : mention.end]) and not PAST.search(text):
        return False
    day = mention.period.start or mention.period.end
    if day is None or published.oldest is None or published.newest is None:
        return False
    return day.year >= published.oldest.year and (not mention.is_loose or day <= published.newest)


def _holds(period: Period, days: Period) -> bool:
    """Whether all of the days lie in the period."""
    starts_in = period.start is None or (days.start is not None and days.start >= period.start)
    ends_in = period.end is None or (days.end is not None and days.end <= period.end)
    return starts_in and ends_in


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """The text without what the mentions cover; where nothing else is in it, what happened."""
    rest = text
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    if not re.search(r"\w", rest):
        return ANYTHING
    return tidy(rest) if mentions else text
