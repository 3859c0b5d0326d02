"""Tokens of a sentence -> the names in it, by their capitals; and whether two names may be one
person's."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from index.speakers.english import NAME_PARTICLES, NOT_NAMES, SUFFIXES, TITLES
from index.speakers.quotes import Token, Tokens

Span = tuple[int, int]  # of tokens, end exclusive
NO_NAMES = SUFFIXES | {"the", "a", "an"}
AND = " and "  # between the two whom a speaker's name may be made of
WRITTEN = re.compile(r"[\w-]+")


def is_capital(token: Token) -> bool:
    """Whether a token looks like a part of a name: "Peskov", "U.S.", but not "The" or "On"."""
    return token.text[0].isupper() and token.lower not in NOT_NAMES


def find_names(tokens: Tokens) -> Iterator[Span]:
    """(first, end) of each longest row of capitalised tokens: "Ursula von der Leyen"."""
    first = end = 0
    for i, token in enumerate(tokens):
        if is_capital(token):
            first, end = (first if end and first < end else i), i + 1
        elif not (end and _stays_open(tokens, first, end, i)):
            if end:
                yield first, end
            first = end = 0
    if end:
        yield first, end


def _stays_open(tokens: Tokens, first: int, end: int, i: int) -> bool:
    """Whether token i may stand inside a name: "Ursula von der", "Secretary of", "Bank of the"."""
    word, before = tokens[i].lower, tokens[i - 1].lower
    if word in NAME_PARTICLES:
        return i - end < 2
    office = end - first == 1 or before in TITLES
    return (word == "of" and i == end and office) or (word == "the" and before == "of")


def without_titles(words: list[str]) -> list[str]:
    """The name proper: what follows the last title; may be empty ("Secretary of State")."""
    last = max((i for i, word in enumerate(words) if word.lower() in TITLES), default=-1)
    office = words[last + 1 : last + 2] == ["of"]
    return words[last + 3 if office else last + 1 :]


def surname(words: list[str]) -> str:
    """The last word that is not a "Jr."."""
    return next((word for word in reversed(words) if word.lower() not in SUFFIXES), words[-1])


def names_match(asked: str, speaker: str) -> bool:
    """Whether a name that somebody asks for is that of a speaker: "peskov's", "Peskov" and
    "Kremlin spokesman Dmitry Peskov" all are "Dmitry Peskov", and one of "Dmitry Peskov and Sergei
    Lavrov". Case and accents do not count."""
    return any(_same_name(asked, one) for one in speaker.split(AND))


def key_word(asked: str) -> str | None:
    """A word that is among the `name_words` of every name which `names_match` finds for `asked`;
    None where it finds none at all."""
    words = _plain_words(asked)
    return words[-1] if words else None


def name_words(speaker: str) -> list[str]:
    """The words by which a speaker's name is looked up, sorted, in lower case: without accents, as
    names are compared, and as they are written."""
    plain = {word for one in speaker.split(AND) for word in _plain_words(one)}
    return sorted(plain | set(WRITTEN.findall(speaker.casefold())))


def _same_name(asked: str, speaker: str) -> bool:
    wanted, given = _plain_words(asked), _plain_words(speaker)
    if not wanted or not given:
        return False
    shorter, longer = sorted([wanted, given], key=len)
    by_first_name = wanted == given[:1]
    return (wanted[-1] == given[-1] or by_first_name) and set(shorter) <= set(longer)


@lru_cache(maxsize=20_000)  # a name that is asked for is held against many speakers'
def _plain_words(name: str) -> tuple[str, ...]:
    decomposed = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'")
    base = [c for c in decomposed if not unicodedata.combining(c)]
    words = "".join(c if c.isalnum() or c in ".-'" else " " for c in base).split()
    words = [word.removesuffix("'s").strip("'") for word in words]
    words = without_titles(words) or words
    plain = (word.strip(".") for word in words if word not in NO_NAMES)
    return tuple(word for word in plain if len(word) > 1)
