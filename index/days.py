"""An expression of time -> the days that it means: "last week", "12 March". Finds none in a text.

Rules of our own, for dateparser 1.5, the best-kept library for it, needs a second for its first
expression and 3 ms for each further one, where the sentences of a question hold dozens; it knows
neither "the past three days" nor a weekend; and to use it one must have found the words already.

Weeks begin on Monday (ISO 8601). A weekday, or a date without its year, is the last one up to the
day of writing itself. In numbers the day comes before the month: 3/12/2026 is in December.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from index.datatypes import Period

DAY = timedelta(days=1)
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
NEAR = {"the day before yesterday": 2, "yesterday": 1, "last night": 1}  # days back
NUMBERS = {"": 1, "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3}
NUMBERS |= {"four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}

MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
YEAR = r"((?:1[5-9]|20)\d\d)\b"
NTH = r"(\d{1,2})(?:st|nd|rd|th)?\b"
COUNT = r"(\d{1,3}|" + "|".join(n.replace(" ", r"\s+") for n in NUMBERS if n) + ")"
UNIT = r"(day|week|month|year)"


def whole(day: date, unit: str) -> Period:
    """The day, week, month or year that holds a day."""
    if unit == "week":
        monday = day - day.weekday() * DAY
        return Period(monday, monday + 6 * DAY)
    if unit == "month":
        first = day.replace(day=1)
        return Period(first, (first + 31 * DAY).replace(day=1) - DAY)
    if unit == "year":
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    return Period(day, day)


def back(day: date, count: int, unit: str) -> date:
    """The day so many units before; the last one of a month that is too short."""
    if unit in ("day", "week"):
        return day - count * (7 if unit == "week" else 1) * DAY
    months = 12 * day.year + day.month - 1 - count * (12 if unit == "year" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    return min(first + (day.day - 1) * DAY, whole(first, "month").end)


def _date(written: date, day: str, month: str, year: str) -> Period:
    number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    is_ahead = (number, int(day)) > (written.month, written.day)
    return whole(date(int(year or written.year - is_ahead), number, int(day)), "day")


def _month(written: date, month: str, year: str) -> Period:
    number = MONTHS.index(month[:3]) + 1
    return whole(date(int(year or written.year - (number > written.month)), number, 1), "month")


def _weekday(written: date, which: str, name: str) -> Period:
    days = (written.weekday() - WEEKDAYS.index(name)) % 7
    return whole(written - (days or 7 * (which == "last")) * DAY, "day")


def _weekend(written: date) -> Period:
    saturday = written - (written.weekday() - 5) % 7 * DAY
    return Period(saturday, saturday + DAY)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS[words]


# The first form that fits is taken. Its groups come in lower case, "" for those that are empty.
Form = tuple[str, Callable[..., Period]]
CALENDAR: tuple[Form, ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda _, y, m, d: whole(date(int(y), int(m), int(d)), "day")),
    (rf"(\d{{1,2}})[./](\d{{1,2}})[./]{YEAR}", _date),
    (rf"(?:the\s+)?{NTH}(?:\s+of)?\s+{MONTH}(?:,?\s+{YEAR})?", _date),
    (rf"{MONTH}\s+(?:the\s+)?{NTH}(?:,?\s+{YEAR})?", lambda on, m, d, y: _date(on, d, m, y)),
    (rf"{MONTH}(?:,?\s+(?:of\s+)?{YEAR})?", _month),
    (YEAR, lambda _, year: whole(date(int(year), 1, 1), "year")),
    (rf"(this\s+|)({'|'.join(WEEKDAYS)})(?:\s+(?:morning|afternoon|evening|night))?", _weekday),
)
RELATIVE: tuple[Form, ...] = (
    (rf"(last\s+)({'|'.join(WEEKDAYS)})(?:\s+(?:morning|afternoon|evening|night))?", _weekday),
    (
        r"((?:the\s+day\s+before\s+)?yesterday|last\s+night|today|tonight"
        r"|this\s+(?:morning|afternoon|evening))",
        lambda on, words: whole(on - NEAR.get(words, 0) * DAY, "day"),
    ),
    (r"(?:last|this|the)\s+weekend", _weekend),
    (
        rf"(this|last|previous)\s+{UNIT}",
        lambda on, which, unit: whole(back(on, which != "this", unit), unit),
    ),
    (
        rf"{COUNT}\s+{UNIT}s?\s+ago",
        lambda on, count, unit: whole(back(on, _number(count), unit), unit),
    ),
    (
        rf"(?:(?:the\s+)?past|the\s+last|last(?=\s+\w+\s+\w+s))\s+(?:{COUNT}\s+)?{UNIT}s?",
        lambda on, count, unit: Period(back(on, _number(count), unit), on),
    ),
)


def days_of(expression: str, written: date) -> Period:
    """The days that an expression means in a text written on that day; both ends are given.

    Raises ValueError where it is no expression of time, or no day of the calendar.
    """
    for pattern, read in CALENDAR + RELATIVE:
        if match := re.fullmatch(pattern, expression, re.IGNORECASE):
            groups = (" ".join((group or "").lower().split()) for group in match.groups())
            return read(written, *groups)
    raise ValueError(f"no time: {expression}")
