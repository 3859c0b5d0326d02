"""Something that is kept of a person, as that person is told of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """`kind` says for what it is kept, in English; `at` is in seconds since 1970."""

    kind: str
    guild_id: int | None
    at: float
    text: str
