"""Whether the first score tells questions that are covered from those that are not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index import Library, Query
from tests.evaluation.figures import Figure, Label, mean, measure
from tests.evaluation.metrics import auroc, kept_when_refused
from tests.evaluation.progress import steps
from tests.evaluation.retrieval import UNSEEN, Outcome, Place, is_unseen
from tests.evaluation.systems import PROJECT, System


@dataclass(frozen=True, slots=True)
class Contrast:
    """Questions that an article answers against questions that it does not, in the same place."""

    task: str
    covered: Sequence[Outcome]
    uncovered: Sequence[Outcome]
    part: str = "all"

    @property
    def unseen(self) -> "Contrast":
        """The same of questions to articles that the reader never learnt from."""
        sides = [
            [outcome for outcome in side if is_unseen(outcome.question)]
            for side in (self.covered, self.uncovered)
        ]
        return Contrast(self.task, *sides, part=UNSEEN)


def separation(contrast: Contrast, system: System) -> list[Figure]:
    """AUROC, and the share of covered questions kept when 90 % of the others are refused.

    Empty for a system without scores. Here questions are drawn anew, not articles.
    """
    if not system.is_scored:
        return []
    positive, negative = (
        np.array([outcome.score for outcome in side])
        for side in (contrast.covered, contrast.uncovered)
    )
    label = Label(contrast.task, contrast.part, "AUROC", system.name)
    n = len(positive) + len(negative)
    return [
        measure(label, n, auroc, positive, negative),
        measure(
            replace(label, metric="kept at 90 % refused"), n, kept_when_refused, positive, negative
        ),
    ]


def decisions(contrast: Contrast, library: Library, place: Place) -> list[Figure]:
    """What Library.ask does with them at the threshold of the config: kept, and refused."""
    figures = []
    for metric, outcomes, wanted in (
        ("kept by ask", contrast.covered, True),
        ("refused by ask", contrast.uncovered, False),
    ):
        questions = [outcome.question for outcome in outcomes]
        queries = [place.query(question) for question in questions]
        right = [is_covered is wanted for is_covered in asked(library, queries, contrast.task)]
        articles = [question.article or question.text for question in questions]
        figures.append(mean(Label(contrast.task, contrast.part, metric, PROJECT), right, articles))
    return figures


def asked(library: Library, queries: Sequence[Query], title: str) -> list[bool]:
    """Whether Library.ask answers each of the queries."""
    return [library.ask(query).covered for query in steps(queries, f"{title}, asked")]
