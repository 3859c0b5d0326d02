"""A word that occurs nowhere -> the word that was meant. Does not decide when to look (search)."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

SHORTEST = 5  # letters; shorter words have too many neighbours
LONG = 9  # letters from which on two slips are forgiven


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is one slip away, in long words two; None if there is none.

    A slip is a letter left out, put in, changed, or swapped with the next (Damerau 1964, "A
    technique for computer detection and correction of spelling errors"); the first letter is
    taken to be right.
    """
    if len(word) < SHORTEST:
        return None
    slips = 2 if len(word) >= LONG else 1
    same_start = sorted(other for other in known if other.startswith(word[0]))
    found = extractOne(word, same_start, scorer=OSA.distance, score_cutoff=slips)
    return found and found[0]
