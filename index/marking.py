"""Logits of an answer's first and last token -> the words to mark."""

from dataclasses import dataclass

import numpy as np

LONGEST = 12  # tokens of a marked answer
LIKELIEST = 40  # spans that are weighed against each other
# What logits are divided by. Set, as the two above, on the articles that the reader never learnt
# from: it is surer of its spans than it is right.
DOUBT = 2.0


@dataclass(frozen=True, slots=True)
class Mark:
    """The places of the first and the last token to mark; `logit` is that of the likeliest span."""

    first: int
    last: int
    logit: float


def mark(first: np.ndarray, last: np.ndarray) -> Mark:
    """The span that shares most with whatever may be the answer, from the logits (tokens,) of being
    its first and its last token, of one token at least.

    Of the likeliest spans the one with the greatest expected F1 in tokens with all of them (minimum
    Bayes risk: Kumar and Byrne 2004, "Minimum Bayes-risk decoding for statistical machine
    translation"). The likeliest itself may be a long shot beside many that agree on other words.
    """
    begins, ends = _spans(len(first))
    logits = first[begins] + last[ends]
    likeliest = np.argsort(-logits, kind="stable")[:LIKELIEST]
    begins, ends, logits = begins[likeliest], ends[likeliest], logits[likeliest]
    weights = np.exp((logits - logits[0]) / DOUBT)
    best = int((_overlap(begins, ends) @ weights).argmax())
    return Mark(int(begins[best]), int(ends[best]), float(logits[0]))


def _spans(tokens: int) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last token of every span of at most LONGEST."""
    ordered = ~np.tri(tokens, k=-1, dtype=bool)
    return np.nonzero(ordered & np.tri(tokens, k=LONGEST - 1, dtype=bool))


def _overlap(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """(spans, spans): the F1 of each with each, in tokens."""
    common = np.minimum.outer(ends, ends) - np.maximum.outer(begins, begins) + 1
    lengths = ends - begins + 1
    return 2 * common.clip(min=0) / np.add.outer(lengths, lengths)
