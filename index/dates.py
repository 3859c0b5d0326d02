"""Text -> the times that it names: "since Monday", "from 3 to 5 May". Knows nothing of articles."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.datatypes import Period
from index.days import CALENDAR, DAY, RELATIVE, days_of
from index.errors import QueryError


def _either(*forms: tuple[str, object]) -> str:
    """A pattern for any of the forms; their groups are none of ours."""
    return "(?:" + "|".join(re.sub(r"(?<!\\)\((?!\?)", "(?:", source) for source, _ in forms) + ")"


RELATIVE_TIME, ANY_TIME = _either(*RELATIVE), _either(*CALENDAR, *RELATIVE)
PHRASE = re.compile(
    rf"""\b(?:
      (?:from|between) \s+ (?P<first>\d{{1,2}}(?=\s+(?:to|and)\b)|{ANY_TIME})
          \s+ (?:to|and|until|till|through) \s+ (?P<last>{ANY_TIME})
    | (?P<bound>since|after|before|until|till|up\s+to|from(?=.{{3,40}}\bonwards?\b))
          \s+ (?P<limit>{ANY_TIME}) (?:\s+onwards?)?
    | (?:in|on|during|from) \s+ (?P<inside>{ANY_TIME})
    | (?:(?:at|over|within|for)\s+)? (?P<near>{RELATIVE_TIME})
    )(?!\w|['’]s\b|\s+of\b|[.,/-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """The days that a text names with `text[start:end]`.

    Only "in March" and "on Sunday" are `is_loose`: they may as well be what the text is about.
    "Last week" counts from the day of writing, and "since March" bounds something.
    """

    start: int
    end: int
    period: Period
    is_loose: bool


def find_mentions(text: str, written: date) -> list[Mention]:
    """The times that are named in a text written on that day, in order."""
    return [
        Mention(*match.span(), period, _is_loose(match))
        for match in PHRASE.finditer(text)
        if (period := _period(tuple(match.groupdict().items()), written))
    ]


def period_between(since: str | None, until: str | None, today: date) -> Period | None:
    """The period from the first day of `since` to the last of `until`: ISO dates, or expressions
    like "Monday" and "last week". None where both are. Raises QueryError."""
    start = _days_typed(since, today).start if since else None
    end = _days_typed(until, today).end if until else None
    if start and end and start > end:
        raise QueryError(
            "'{until}' comes before '{since}'; no day lies between them", until=until, since=since
        )
    return Period(start, end) if start or end else None


def common(one: Period, other: Period) -> Period | None:
    """The days that lie in both periods; None if there are none."""
    start = max((p.start for p in (one, other) if p.start), default=None)
    end = min((p.end for p in (one, other) if p.end), default=None)
    return None if start and end and start > end else Period(start, end)


def _days_typed(text: str, today: date) -> Period:
    try:
        return days_of(text.strip(), today)
    except (ValueError, OverflowError) as error:
        raise QueryError(
            "'{text}' is no date; write it like 2026-11-22, 12 March, Monday or last week",
            text=text,
        ) from error


def _is_loose(match: re.Match[str]) -> bool:
    inside = match["inside"]
    return bool(inside) and not re.fullmatch(RELATIVE_TIME, inside, re.IGNORECASE)


@lru_cache(maxsize=10_000)  # articles of one day say "on Sunday" over and over
def _period(groups: tuple[tuple[str, str | None], ...], written: date) -> Period | None:
    """The days of a PHRASE; None where the calendar has no such day."""
    found = dict(groups)
    try:
        if found["last"]:
            return _span(found["first"] or "", days_of(found["last"], written))
        days = days_of(found["limit"] or found["inside"] or found["near"] or "", written)
        return _bounded(" ".join((found["bound"] or "").lower().split()), days)
    except (ValueError, OverflowError):
        return None


def _span(first: str, last: Period) -> Period:
    """From the first to the last; "from 16 to 22 November 2026" has its month and year there."""
    start = (
        last.start.replace(day=int(first)) if first.isdigit() else days_of(first, last.end).start
    )
    return Period(start, last.end)


def _bounded(bound: str, days: Period) -> Period:
    """The days since, after, before or until some days, or these days themselves."""
    match bound:
        case "since" | "from":
            return Period(days.start, None)
        case "after":
            return Period(days.end + DAY, None)
        case "before":
            return Period(None, days.start - DAY)
        case "until" | "till" | "up to":
            return Period(None, days.end)
    return days
