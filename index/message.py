"""Sentences for people, in English, that remember how they were made: so another language can be
told the same. Where there is only `str(message)`, it is plain English."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from index.datatypes import Period

FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Made:
    """Of what a message is made: a template with {names}, and what stands in their places: text,
    whole numbers, days, periods, other messages. `plural` is the template for a `count` that is
    not one."""

    template: str
    values: Mapping[str, object]
    plural: str | None = None
    count: int = 1


class Message(str):
    """The sentence in English, and what it is made of."""

    made: Made


def message(template: str, /, **values: object) -> Message:
    """A sentence. Whoever translates finds the template in the source: write it out here."""
    return _message(Made(template, values))


def plural(one: str, many: str, count: int, /, **values: object) -> Message:
    """A sentence about one thing or many; both may name {count}."""
    return _message(Made(one, {"count": count, **values}, many, count))


def sentences(messages: Iterable[str | None]) -> Message | None:
    """Sentences one after the other, each but once; None where there is none."""
    found = [each for each in dict.fromkeys(messages) if each]
    names = [f"part{number}" for number in range(len(found))]
    template = " ".join(f"{{{name}}}" for name in names)
    return message(template, **dict(zip(names, found, strict=True))) if found else None


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with its values. They are put in as they are, never read as templates; a field
    without a value stays."""
    return FIELD.sub(lambda field: values.get(field[1], field[0]), template)


def english(value: object) -> str:
    """A value as an English sentence holds it: 12,000; 1 March 2026; from 3 to 5 May 2026."""
    match value:
        case int():
            return f"{value:,}"
        case date():
            return f"{value.day} {value:%B %Y}"
        case Period():
            return _period(value)
    return str(value)


def _message(made: Made) -> Message:
    template = made.template if made.plural is None or made.count == 1 else made.plural
    told = Message(fill(template, {name: english(value) for name, value in made.values.items()}))
    told.made = made
    return told


def _period(period: Period) -> str:
    start, end = period.start, period.end
    if start is None:
        return f"until {english(end)}"
    if end is None:
        return f"since {english(start)}"
    if start == end:
        return f"of {english(end)}"
    first = english(start)
    if start.year == end.year:
        first = first.removesuffix(f" {end.year}")
        if start.month == end.month:
            first = str(start.day)
    return f"from {first} to {english(end)}"
