"""Textbook measures of ranking, refusing and finding. Pure functions; know nothing of the data.

Manning, Raghavan & Schuetze 2008, "Introduction to Information Retrieval", chapter 8, unless a
docstring names another source.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

Span = tuple[int, int]  # (start, end) in characters, end exclusive
Statistic = Callable[..., float]
WORD = re.compile(r"\w+")


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def covers(passage: Span, answer: Span) -> bool:
    """Whether a passage holds at least half of an answer's characters, and at least one."""
    return overlap(passage, answer) >= max(1, (answer[1] - answer[0]) / 2)


def first_rank(relevant: Sequence[bool]) -> int:
    """The rank, from 1, of the first relevant result of a ranking; 0 where there is none."""
    return next((rank for rank, right in enumerate(relevant, start=1) if right), 0)


def recall_at_k(rank: int, k: int) -> float:
    """1 if the first relevant result is among the first k; the mean over questions is R@k."""
    return float(0 < rank <= k)


def reciprocal_rank(rank: int, k: int = 10) -> float:
    """1 / rank of the first relevant result, 0 beyond k (Voorhees 1999, TREC-8 QA track)."""
    return 1 / rank if 0 < rank <= k else 0.0


def precision_at_k(relevant: Sequence[bool], k: int) -> float:
    """The share of relevant ones among the first k results, or among all where there are fewer."""
    first = relevant[:k]
    return sum(first) / len(first) if first else 0.0


def average_precision(relevant: Sequence[bool]) -> float:
    """The mean of the precision at each relevant result; every relevant one must be ranked."""
    ranks = [rank for rank, right in enumerate(relevant, start=1) if right]
    return sum(found / rank for found, rank in enumerate(ranks, start=1)) / len(ranks)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of precision and recall; 0 where both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def token_f1(text: str, golds: Sequence[str]) -> float:
    """F1 of the words shared with the closest of the gold answers; case, articles and punctuation
    do not count (Rajpurkar et al. 2016, "SQuAD")."""
    return max((_words_f1(_words(text), _words(gold)) for gold in golds), default=0.0)


def _words(text: str) -> Counter[str]:
    return Counter(word for word in WORD.findall(text.lower()) if word not in ("a", "an", "the"))


def _words_f1(one: Counter[str], other: Counter[str]) -> float:
    common = (one & other).total()
    return f1(share(common, one.total()), share(common, other.total()))


def share(part: float, whole: float) -> float:
    """part / whole; 0 of nothing is 0."""
    return float(part / whole) if whole else 0.0


def auroc(positive: np.ndarray, negative: np.ndarray) -> float:
    """The chance that a positive scores higher than a negative; a tie counts half.

    The Mann-Whitney U over n * m (Hanley & McNeil 1982, "The meaning and use of the area under a
    receiver operating characteristic curve"). NaN where one side is empty.
    """
    if not len(positive) or not len(negative):
        return float("nan")
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    not_above = np.searchsorted(ordered, positive, side="right")
    return float((below + not_above).mean() / 2 / len(ordered))


def kept_when_refused(positive: np.ndarray, negative: np.ndarray, refused: float = 0.9) -> float:
    """The share of positives above the threshold at which that share of negatives is refused."""
    ordered = np.sort(negative)
    threshold = ordered[min(len(ordered) - 1, int(refused * len(ordered)))]
    return float((positive > threshold).mean())


def bootstrap_interval(
    statistic: Statistic, *samples: np.ndarray, rounds: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The 95 % percentile interval of statistic(*samples), each sample drawn anew by rows.

    Rows must be independent: where questions share an article, a row is an article (Efron &
    Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13).
    """
    random = np.random.default_rng(seed)
    values = [
        statistic(*(sample[random.integers(len(sample), size=len(sample))] for sample in samples))
        for _ in range(rounds)
    ]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
