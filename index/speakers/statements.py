"""Tokens and Cues of a sentence -> Statements: which of its words somebody said.

The three kinds are those of Pareti (2015), "Attribution: A Computational Approach", and of the
PolNeAR corpus (Newell, Margolin and Ruths 2018): direct (quoted words only), mixed (a clause with
quoted words in it) and indirect (a reported clause). A cue is never part of its statement.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.speakers.cues import Cue, find_cues, quote_before
from index.speakers.english import (
    ADJUNCTS,
    CLAUSE_VERBS,
    COMPLEMENTIZERS,
    DETERMINERS,
    GERMAN_VERBS,
    JUDGING_VERBS,
    POSSESSIVES,
    PROMISING_VERBS,
    PUNCTUATION,
    SUBORDINATORS,
    TELLING,
    TIMES,
)
from index.speakers.names import Span, is_capital
from index.speakers.quotes import QUOTE_MARKS, Tokens, is_title

NEAR = 14  # tokens between a verb and its "that": "told reporters in Moscow on Monday that"
SHORTEST = 3  # tokens of a reported clause: "said so" reports nothing
AUDIENCE = frozenset(
    "reporters journalists supporters voters lawmakers crowd audience him her them".split()
)
BEFORE_TIMES = frozenset("on last this late early next at in the ago".split())
CLAUSE_TAKING = CLAUSE_VERBS | GERMAN_VERBS | {"according"}
LOOSE_ENDS = PUNCTUATION | frozenset("and but who which as while because".split())


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said by one cue: spans of tokens, in order; perhaps none ("he declined to say")."""

    cue: Cue
    parts: list[Span]


def find_statements(tokens: Tokens) -> list[Statement]:
    """The statements of a sentence, in the order of their cues. No token is in two parts."""
    cues = find_cues(tokens)
    starts = [0, *(_claimed_from(tokens, cue) for cue in cues[1:]), len(tokens)]
    found = []
    for number, cue in enumerate(cues):
        stop = _main_clause(tokens, cue, starts[number + 1])
        follows = _follows_its_words(tokens, cue, stop, is_first=number == 0)
        parts = list(_parts_before(tokens, starts[number], cue.first)) if follows else []
        parts += _parts_after(tokens, cue, stop, follows)
        found.append(Statement(cue, parts))
    return found


def _claimed_from(tokens: Tokens, cue: Cue) -> int:
    """Where the words of a later cue begin: at the quotation before it, else at the cue."""
    quote = quote_before(tokens, cue.first) if cue.subject else None
    if quote is None or _is_complete(tokens, quote):
        return cue.first
    return quote


def _is_complete(tokens: Tokens, quote: int) -> bool:
    """He wrote: "We are ready." Peskov said: the quotation is the first cue's."""
    introduced = quote > 0 and tokens[quote - 1].text in ",:"
    return introduced and tokens[quote].text.rstrip(QUOTE_MARKS).endswith(".")


def _main_clause(tokens: Tokens, cue: Cue, stop: int) -> int:
    """When Peskov said that ..., | Putin smiled: what follows the comma is not Peskov's."""
    if tokens[0].lower not in SUBORDINATORS or tokens[0].lower == "as":
        return stop
    comma = next((i for i, token in enumerate(tokens[:stop]) if token.text == ","), stop)
    return comma if cue.end <= comma else stop


def _follows_its_words(tokens: Tokens, cue: Cue, stop: int, is_first: bool) -> bool:
    """Whether the cue stands behind what was said: "...," he said / The plan works, he said."""
    if cue.subject is None or cue.first == 0:
        return False
    if quote_before(tokens, cue.first) is not None:
        return True
    after = tokens[cue.end : stop]
    if not is_first or any(token.is_quote or token.lower == "that" for token in after):
        return False
    if tokens[cue.first - 1].text != "," and not _is_as(tokens, cue.first - 1):
        return False
    too_little = cue.verb in JUDGING_VERBS or cue.first < SHORTEST
    return not too_little and _ends_sentence(tokens, cue, stop)


def _is_as(tokens: Tokens, i: int) -> bool:
    """..., as Peskov said"""
    return i > 0 and tokens[i].lower == "as" and tokens[i - 1].text == ","


def _ends_sentence(tokens: Tokens, cue: Cue, stop: int) -> bool:
    """Whether nothing that could be a clause follows the cue."""
    subject_last = cue.subject is not None and cue.subject[1] == cue.end
    after = _over_time(tokens, cue.end, stop)
    adjunct_first = tokens[0].lower in ADJUNCTS
    if after < stop and tokens[after].text == ":":
        return False
    if after >= stop or tokens[after].text in PUNCTUATION:
        return subject_last or not adjunct_first or stop - after < SHORTEST + 2
    return subject_last or (tokens[after].lower in ADJUNCTS and not adjunct_first)


def _parts_before(tokens: Tokens, first: int, end: int) -> Iterator[Span]:
    first, end = _trimmed(tokens, first, end)
    quotes = [i for i in range(first, end) if tokens[i].is_quote]
    led_in = quotes and quotes[0] > first and tokens[quotes[0] - 1].text not in PUNCTUATION
    if (led_in and quotes[-1] == end - 1) or (not quotes and first < end):
        yield first, end
    else:
        yield from ((i, i + 1) for i in quotes)


def _parts_after(tokens: Tokens, cue: Cue, stop: int, follows: bool) -> Iterator[Span]:
    """What was said in tokens[cue.end:stop]; after "...," he said only more quoted words."""
    quotes = [i for i in range(cue.end, stop) if tokens[i].is_quote]
    start = None if follows else _content_start(tokens, cue, stop, bool(quotes))
    if start is None:
        yield from ((i, i + 1) for i in quotes if not is_title(tokens[i]))
        return
    first, end = _trimmed(tokens, start, stop)
    if first < end and tokens[first].is_quote:
        yield from ((i, i + 1) for i in quotes if i >= first)
    elif quotes or end - first >= SHORTEST:
        yield first, end


def _content_start(tokens: Tokens, cue: Cue, stop: int, quoted: bool) -> int | None:
    """Where the words begin that a cue introduces, None where it introduces none."""
    start = _after_opener(tokens, cue, stop)
    if start is not None:
        return start
    start = _over_time(tokens, _over_audience(tokens, cue, stop), stop)
    if start >= stop:
        return None
    word = tokens[start].lower
    if word == "to":  # but not "the land Moscow claims to own"
        return start if quoted or cue.verb in PROMISING_VERBS else None
    if cue.verb in CLAUSE_TAKING:
        if word == "," and stop - start > SHORTEST + 1:
            return start + 1 if cue.first == 0 or tokens[0].lower in ADJUNCTS else None
        bare_clause = word not in ADJUNCTS | PUNCTUATION and cue.verb != "according"
        return start if bare_clause or quoted else None
    return start if quoted else None


def _after_opener(tokens: Tokens, cue: Cue, stop: int) -> int | None:
    """Right after the verb, or after whom, where and when: "that", a colon or a quotation."""
    questioning = cue.verb.startswith("ask") or cue.verb in TELLING
    for i in range(cue.end, min(stop, cue.end + NEAR)):
        word = tokens[i].lower
        if word in {"that", "dass", "daß"} or word == ":":
            return i + 1
        if word in COMPLEMENTIZERS and (i == cue.end or questioning):
            return i
        if tokens[i].is_quote and (i == cue.end or tokens[i - 1].text in ",:"):
            return i
        if word in {",", ";"} and i > cue.end and not any(t.is_quote for t in tokens[i : i + 2]):
            return None
    return None


def _over_audience(tokens: Tokens, cue: Cue, stop: int) -> int:
    """told | the New York Times / told | reporters"""
    i = cue.end
    if cue.verb not in TELLING:
        return i
    if i < stop and tokens[i].lower in DETERMINERS:
        i += 1
    while i < stop and (is_capital(tokens[i]) or tokens[i].lower in AUDIENCE | POSSESSIVES):
        i += 1
    return i


def _over_time(tokens: Tokens, start: int, stop: int) -> int:
    """said | on Monday evening"""
    after = i = start
    while i < stop and tokens[i].lower in BEFORE_TIMES | TIMES:
        i += 1
        after = i if tokens[i - 1].lower in TIMES else after
    return after


def _trimmed(tokens: Tokens, first: int, end: int) -> Span:
    while first < end and tokens[first].lower in PUNCTUATION | {"and", "but"}:
        first += 1
    while end > first and tokens[end - 1].lower in LOOSE_ENDS:
        end -= 1
    return first, end
