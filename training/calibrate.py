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
from index.relevance import bounded
from tests.evaluation.metrics import auroc, kept_when_refused, recall_at_k
from tests.evaluation.reliability import expected_calibration_error
from training.evidence import READ, WRONG

ARTICLES = 8  # held back; in turn one is measured by what is fitted to the others
RIDGE = 0.005
# The weight of a question that nothing answers. What was read may be doubted: about as many are
# not covered as are. Without a reader the two are hard to tell apart, and the same doubt would
# refuse too much that is covered: there about four of five are.
UNCOVERED_ALONE, UNCOVERED_READ = 0.25, 1.0
WORDS = index.calibration.SENTENCE_WORDS, index.calibration.CONTEXT_WORDS
PAGE = '''"""What a hit is worth: the weights that training/calibrate.py fitted, and wrote here."""

from index.curve import Curve

SENTENCE_WORDS, CONTEXT_WORDS = {words[0]}, {words[1]}  # beside the cosine's 1
RANK_RELEVANCE = {rank}  # beside the reader's 1, among hits that are read
# Without a reader; then what is multiplied with one
ALONE = {alone[0]}
TOPIC = {read[0]}
ANSWERS = {read[1]}
'''


def relevance(hit: dict) -> float:
    """As index/relevance.py has it."""
    return hit["cosine"] + WORDS[0] * hit["sentence"] + WORDS[1] * hit["context"]


def alone(hit: dict) -> list[float]:
    """What is known of a hit without the reader."""
    return [relevance(hit)]


def read(hit: dict) -> list[float]:
    """What is known of it with the reader."""
    return [relevance(hit), bounded(hit["answers"])]


def three(hit: dict) -> list[float]:
    """What relevance is made of."""
    return [hit["cosine"], hit["sentence"], hit["context"]]


def order(rows: Sequence[dict], known) -> np.ndarray:
    """Weights by which the right hit of a question tends to come before the wrong ones."""
    pairs = [
        np.subtract(known(right), known(wrong))
        for row in rows
        if row["answerable"]
        for right in row["hits"][:READ]
        if right["right"]
        for wrong in row["hits"][:READ]
        if not wrong["right"]
    ]
    both, labels = np.vstack([pairs, np.negative(pairs)]), np.repeat([1, 0], len(pairs))
    return LogisticRegression(C=100, fit_intercept=False).fit(both, labels).coef_[0]


def ranked(row: dict, known, weights: np.ndarray) -> list[dict]:
    """The hits of a question in the order of those weights."""
    return sorted(row["hits"][:READ], key=lambda hit: -float(np.dot(weights, known(hit))))


def worth(rows: Sequence[dict], known, weights: np.ndarray) -> list[Curve]:
    """A curve for each thing that is known; their product is the share of first hits that are
    right. The crowd is in the first."""
    firsts = [ranked(row, known, weights)[0] for row in rows]
    x, sizes = np.array([known(hit) for hit in firsts]), [crowd(row["searched"]) for row in rows]
    right, weight = (
        np.array([hit["right"] for hit in firsts]),
        np.array([_weight(row, known) for row in rows]),
    )

    def unlikeliness(numbers: np.ndarray) -> float:
        constants, slopes = numbers[1:].reshape(-1, 2).T
        logits = constants + slopes * x
        logits[:, 0] += numbers[0] * np.array(sizes)
        share = -np.logaddexp(0, -logits).sum(1)  # its logarithm
        other = np.log1p(-np.exp(np.minimum(share, -1e-9)))
        return -(weight * np.where(right, share, other)).sum() + RIDGE * (slopes**2).sum()

    begin = [0.0, *[-2.0, 5.0], *[0.0, 0.5] * (x.shape[1] - 1)]
    crowd_weight, *numbers = minimize(unlikeliness, begin, method="L-BFGS-B").x.round(3).tolist()
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    return [Curve(*pairs[0], crowd_weight), *[Curve(*pair) for pair in pairs[1:]]]


def value(curves: Sequence[Curve], known: Sequence[float], searched: int) -> float:
    """The product of the curves, as index/relevance.py has it."""
    shares = [curve.at(x, searched) for curve, x in zip(curves, known, strict=True)]
    return float(np.prod(shares))


def cross_validated(rows: Sequence[dict], known) -> list[tuple[float, int]]:
    """The confidence in the first hit of each question, and the rank of the right one."""
    articles = [row["article"] for row in rows]
    results: list[tuple[float, int]] = [(0.0, 0)] * len(rows)
    for train, test in GroupKFold(ARTICLES).split(rows, groups=articles):
        others = [rows[i] for i in train]
        weights = order(others, known)
        curves = worth(others, known, weights)
        for i in test:
            hits = ranked(rows[i], known, weights)
            share = value(curves, known(hits[0]), rows[i]["searched"])
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


def _weight(row: dict, known) -> float:
    """So that questions to one article and to all are covered alike: else the crowd's weight would
    be that of the mixture."""
    if row["answerable"]:
        return 1.0
    uncovered = UNCOVERED_READ if known is read else UNCOVERED_ALONE
    return uncovered / WRONG if row["place"] == "wrong" else uncovered


def main(work: Path) -> None:
    """Print the figures of both curves, and write calibration.py."""
    with (work / "evidence.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["hits"]]
    print(len(rows), "questions put; words beside the cosine would be", _beside(order(rows, three)))
    curves = {}
    for known in (alone, read):
        print(known.__name__, report(rows, cross_validated(rows, known)))
        weights = order(rows, known)
        curves[known.__name__] = worth(rows, known, weights)
    rank = round(float(weights[0] / weights[1]), 2)
    path = Path(index.calibration.__file__)
    path.write_text(PAGE.format(words=WORDS, rank=rank, **curves), encoding="utf-8")


def _beside(weights: np.ndarray) -> list[float]:
    return [round(float(weight / weights[0]), 2) for weight in weights[1:]]


if __name__ == "__main__":
    main(Path(sys.argv[2]))
