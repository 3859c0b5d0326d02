"""Whether two sentences are copies of one: wire copy that papers print with small changes. Does not
choose which of them is shown (answer.py)."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from index.words import STOP_WORDS, terms

RESEMBLANCE = 0.5  # of two copies, at least
WORD = re.compile(r"\w+(?:['’.,]\w+)*")
DATELINE = re.compile(r"\A(?:[A-Z]{3,20}[^—–]{0,60}?|[^—–]{1,60}?\([^)]{2,20}\))\s*(?:—|–|--?)\s+")
SAID = r"(?:said|says|told|reported|reports|added|according)"
ATTRIBUTIONS = (
    re.compile(rf",\s+[^,;]{{0,80}}\b{SAID}\b[^,;]*$"),  # ..., police said on Monday.
    re.compile(r"^According to [^,;]{1,80},\s+"),
    re.compile(rf"^[^,;]{{1,80}}?\b{SAID}\b(?: on \w+day)?(?: that\b)?,?\s+"),
)
# Words that turn a statement into another one
TURNING = frozenset(
    """almost alleged allegedly barely cannot denied denies deny except fail failed former hardly
    least less more most nearly neither never no nobody none nor not nothing only rarely refused
    unless without before after above below over under""".split()
)
NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion dozen first second third half""".split()
)
TELLING = TURNING | NUMBER_WORDS


def is_copy(one: str, other: str) -> bool:
    """Whether two sentences say the same in the same words, but for a dateline, an attribution and
    one word that is put in or left out.

    They are compared by the resemblance of their pairs of words (Broder 1997, "On the resemblance
    and containment of documents"). What tells two reports apart must be the same and in the same
    order, however much they resemble: names, numbers, negations. A word may not be exchanged for
    another: no rule tells "rose" and "climbed" from "rose" and "fell".
    """
    first, second = _core(one), _core(other)
    if _telling(first) != _telling(second):
        return False
    if not _one_word_apart(_content(first), _content(second)):
        return False
    return first == second or _resemblance(first, second) >= RESEMBLANCE


@lru_cache(maxsize=1_000)  # each excerpt of an answer is compared with all the others
def _core(sentence: str) -> tuple[str, ...]:
    """The words of a statement without its dateline and without who reports it."""
    text = DATELINE.sub("", sentence.strip(), count=1)
    for attribution in ATTRIBUTIONS:
        text = attribution.sub("", text, count=1) or text
    first, *rest = WORD.findall(text) or [""]
    return (first.casefold(), *rest)  # where a sentence begins, a capital tells no name


@lru_cache(maxsize=1_000)
def _telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Names, numbers and words that turn a statement into another one, in order."""
    found = []
    for word in words:
        lower = word.casefold()
        negated = lower.endswith(("n't", "n’t"))
        if negated or lower in TELLING or not word.islower():
            found.append("not" if negated else lower)
    return tuple(found)


def _content(words: Sequence[str]) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return terms(" ".join(word for word in words if word.casefold() not in STOP_WORDS))


def _one_word_apart(one: list[str], other: list[str]) -> bool:
    """Whether the lists are equal, or become so by leaving out one word of the longer."""
    short, long = sorted((one, other), key=len)
    left_out = (long[:i] + long[i + 1 :] for i in range(len(long)))
    return short == long or (len(short) + 1 == len(long) and short in left_out)


def _resemblance(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of pairs of neighbouring words that both have, of all that either has."""
    first, second = set(pairwise(map(str.casefold, one))), set(pairwise(map(str.casefold, other)))
    return len(first & second) / (len(first | second) or 1)
