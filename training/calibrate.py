"""evidence.jsonl -> index/calibration.py: python -m training.calibrate DATA WORK

What hits of one question are ordered by is a conditional logit (McFadden 1974) on which of them is
right. What the first is worth are the curves whose product makes it likeliest which first hits are
right. Every printed figure is cross-validated by article.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import index.calibration
from index.curve import Curve, crowd
from tests.evaluation.metrics import auroc, kept_when_refused, recall_at_k
from tests.evaluation.reliability import expected_calibration_error
from training.evidence import READ as DEPTH
from training.evidence import WRONG
from training.modes import ALONE, READ, WORDS, Known, Mode

ARTICLES = 8  # held back; in turn one is measured by what is fitted to the others
RIDGE = 0.005
PAGE = '''"""What a hit is worth: the weights that training/calibrate.py fitted, and wrote here."""

from index.curve import Curve

SENTENCE_WORDS, CONTEXT_WORDS = {words[0]}, {words[1]}  # beside the cosine's 1
RANK_RELEVANCE = {rank}  # beside the reader's 1, among hits that are read
# Without a reader, of the relevance; then what is multiplied with one: of cosine, words in and
# around the sentence and the reader's logit; and of this logit alone
ALONE = {alone[0]}
TOPIC = {read[0]}
ANSWERS = {read[1]}
'''


def three(hit: dict) -> list[float]:
    """What relevance is made of."""
    return [hit["cosine"], hit["sentence"], hit["context"]]


def order(rows: Sequence[dict], known: Known) -> np.ndarray:
    """Weights by which the right hit of a question tends to come before the wrong ones."""
    pairs = [
        np.subtract(known(right), known(wrong))
        for row in rows
        if row["answerable"]
        for right in row["hits"][:DEPTH]
        if right["right"]
        for wrong in row["hits"][:DEPTH]
        if not wrong["right"]
    ]
    both, labels = np.vstack([pairs, np.negative(pairs)]), np.repeat([1, 0], len(pairs))
    return LogisticRegression(C=100, fit_intercept=False).fit(both, labels).coef_[0]


def ranked(row: dict, known: Known, weights: np.ndarray) -> list[dict]:
    """The hits of a question in the order of those weights."""
    return sorted(row["hits"][:DEPTH], key=lambda hit: -float(np.dot(weights, known(hit))))


def worth(rows: Sequence[dict], mode: Mode, weights: np.ndarray) -> list[Curve]:
    """The curves whose product is the share of first hits that are right. The crowd is in the
    first."""
    firsts = [ranked(row, mode.ordered_by, weights)[0] for row in rows]
    values = [np.array([known(hit) for hit in firsts]) for known in mode.curves]
    values[0] = np.column_stack([values[0], [crowd(row["searched"]) for row in rows]])
    right = np.array([hit["right"] for hit in firsts])
    weight = np.array([_weight(row, mode) for row in rows])
    ends = np.cumsum([1 + of_curve.shape[1] for of_curve in values])[:-1]

    def unlikeliness(numbers: np.ndarray) -> float:
        parts = np.split(numbers, ends)
        pairs = list(zip(values, parts, strict=True))
        share = -sum(np.logaddexp(0, -part[0] - x @ part[1:]) for x, part in pairs)  # its logarithm
        other = np.log1p(-np.exp(np.minimum(share, -1e-9)))
        slopes = sum((part[1:] ** 2).sum() for part in parts)
        return -(weight * np.where(right, share, other)).sum() + RIDGE * slopes

    begin = np.zeros(sum(1 + of_curve.shape[1] for of_curve in values))
    (*topic, crowd_weight), *others = np.split(
        minimize(unlikeliness, begin, method="L-BFGS-B").x.round(3), ends
    )
    return [_curve(topic, float(crowd_weight)), *map(_curve, others)]


def _curve(numbers: Sequence[float], crowd_weight: float = 0.0) -> Curve:
    constant, *slopes = map(float, numbers)
    return Curve(constant, tuple(slopes), crowd_weight)


def value(curves: Sequence[Curve], mode: Mode, hit: dict, searched: int) -> float:
    """The product of the curves, as index/relevance.py has it."""
    pairs = zip(curves, mode.curves, strict=True)
    return float(np.prod([curve.at(known(hit), searched) for curve, known in pairs]))


def cross_validated(rows: Sequence[dict], mode: Mode) -> list[tuple[float, int]]:
    """The confidence in the first hit of each question, and the rank of the right one."""
    articles = [row["article"] for row in rows]
    results: list[tuple[float, int]] = [(0.0, 0)] * len(rows)
    for train, test in GroupKFold(ARTICLES).split(rows, groups=articles):
        others = [rows[i] for i in train]
        weights = order(others, mode.ordered_by)
        curves = worth(others, mode, weights)
        for i in test:
            hits = ranked(rows[i], mode.ordered_by, weights)
            share = value(curves, mode, hits[0], rows[i]["searched"])
            place = next((n for n, hit in enumerate(hits, start=1) if hit["right"]), 0)
            results[i] = (share, place)
    return results


def report(rows: Sequence[dict], results: Sequence[tuple[float, int]]) -> dict[str, float]:
    """Recall, refusal and calibration."""
    figures = {
        f"{place} R@{k}": np.mean(
            [
                recall_at_k(rank, k)
                for row, (_, rank) in zip(rows, results, strict=True)
                if row["place"] == place and row["answerable"]
            ]
        )
        for place in ("all", "article")
        for k in (1, 3, 5)
    }
    for name, right, wrong in (
        ("absent", _is("all", True), _is("absent", False)),
        ("wrong", _is("article", True), _is("wrong", False)),
        ("missing", _is("article", True, "squad2"), _is("article", False)),
    ):
        sides = [
            np.array([score for row, (score, _) in zip(rows, results, strict=True) if chosen(row)])
            for chosen in (right, wrong)
        ]
        figures[f"{name} AUROC"] = auroc(*sides)
        figures[f"{name} kept"] = kept_when_refused(*sides)
    pairs = np.array([(score, rank == 1) for score, rank in results], float)
    figures["calibration error"] = expected_calibration_error(pairs)
    return {name: round(float(value), 3) for name, value in figures.items()}


def _is(place: str, answerable: bool, source: str = ""):
    return lambda row: (
        row["place"] == place
        and row["answerable"] is answerable
        and row["article"].startswith(source)
    )


def _weight(row: dict, mode: Mode) -> float:
    """So that questions to one article and to all are covered alike: else the crowd's weight would
    be that of the mixture."""
    if row["answerable"]:
        return 1.0
    return mode.uncovered / WRONG if row["place"] == "wrong" else mode.uncovered


def main(work: Path) -> None:
    """Print the figures of both curves, and write calibration.py."""
    with (work / "evidence.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["hits"]]
    print(len(rows), "questions put; words beside the cosine would be", _beside(order(rows, three)))
    curves = {}
    for mode in (ALONE, READ):
        print(mode.name, report(rows, cross_validated(rows, mode)))
        weights = order(rows, mode.ordered_by)
        curves[mode.name] = worth(rows, mode, weights)
    rank = round(float(weights[0] / weights[1]), 2)
    path = Path(index.calibration.__file__)
    path.write_text(PAGE.format(words=WORDS, rank=rank, **curves), encoding="utf-8")


def _beside(weights: np.ndarray) -> list[float]:
    return [round(float(weight / weights[0]), 2) for weight in weights[1:]]


if __name__ == "__main__":
    main(Path(sys.argv[2]))
