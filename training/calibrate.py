"""evidence.jsonl -> index/calibration.py: python -m training.calibrate DATA WORK

What hits of one question are ordered by is a conditional logit (McFadden 1974) on which of them is
right. What the first is worth is a logistic regression (Platt 1999, "Probabilistic outputs for
support vector machines") over all first hits. Every printed figure is cross-validated by article.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

import index.calibration
from index.curve import Curve
from index.relevance import bounded
from tests.evaluation.metrics import auroc, kept_when_refused, recall_at_k
from tests.evaluation.reliability import expected_calibration_error
from training.evidence import READ, WRONG

ARTICLES = 8  # held back; in turn one is measured by what is fitted to the others
UNCOVERED = 0.25  # weight of a question that nothing answers: so about four of five are covered
WORDS = index.calibration.SENTENCE_WORDS, index.calibration.CONTEXT_WORDS
PAGE = '''"""What a hit is worth: the weights that training/calibrate.py fitted, and wrote here."""

from index.curve import Curve

SENTENCE_WORDS, CONTEXT_WORDS = {words[0]}, {words[1]}  # beside the cosine's 1
RANK_RELEVANCE = {rank}  # beside the reader's 1, among hits that are read
ALONE = {alone}
READ = {read}
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


def worth(rows: Sequence[dict], known, weights: np.ndarray) -> np.ndarray:
    """Constant, weights of what is known and of the crowd: a curve for the first hits."""
    firsts = [ranked(row, known, weights)[0] for row in rows]
    x = [[*known(hit), _crowd(row)] for hit, row in zip(firsts, rows, strict=True)]
    y = [hit["right"] for hit in firsts]
    weight = [_weight(row) for row in rows]
    fitted = LogisticRegression(C=100).fit(x, y, weight)
    return np.append(fitted.intercept_, fitted.coef_[0])


def cross_validated(rows: Sequence[dict], known) -> list[tuple[float, int]]:
    """The confidence in the first hit of each question, and the rank of the right one."""
    articles = [row["article"] for row in rows]
    results: list[tuple[float, int]] = [(0.0, 0)] * len(rows)
    for train, test in GroupKFold(ARTICLES).split(rows, groups=articles):
        others = [rows[i] for i in train]
        weights = order(others, known)
        curve = worth(others, known, weights)
        for i in test:
            hits = ranked(rows[i], known, weights)
            logit = curve[0] + np.dot(curve[1:], [*known(hits[0]), _crowd(rows[i])])
            place = next((n for n, hit in enumerate(hits, start=1) if hit["right"]), 0)
            results[i] = (float(1 / (1 + np.exp(-logit))), place)
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


def _weight(row: dict) -> float:
    """So that questions to one article and to all are covered alike: else the crowd's weight would
    be that of the mixture."""
    if row["answerable"]:
        return 1.0
    return UNCOVERED / WRONG if row["place"] == "wrong" else UNCOVERED


def _crowd(row: dict) -> float:
    return float(np.log(max(row["searched"], 1)))


def main(work: Path) -> None:
    """Print the figures of both curves, and write calibration.py."""
    with (work / "evidence.jsonl").open(encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["hits"]]
    print(len(rows), "questions put; words beside the cosine would be", _beside(order(rows, three)))
    curves = {}
    for known in (alone, read):
        print(known.__name__, report(rows, cross_validated(rows, known)))
        weights = order(rows, known)
        constant, *fitted, crowd = (round(float(w), 3) for w in worth(rows, known, weights))
        curves[known.__name__] = Curve(constant, fitted[0], crowd, *fitted[1:])
    rank = round(float(weights[0] / weights[1]), 2)
    path = Path(index.calibration.__file__)
    path.write_text(PAGE.format(words=WORDS, rank=rank, **curves), encoding="utf-8")


def _beside(weights: np.ndarray) -> list[float]:
    return [round(float(weight / weights[0]), 2) for weight in weights[1:]]


if __name__ == "__main__":
    main(Path(sys.argv[2]))
