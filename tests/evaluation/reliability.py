"""Whether a confidence of 0.8 is right in 8 of 10 cases."""

from collections.abc import Sequence

import numpy as np

from tests.evaluation.figures import Figure, Label, mean, measure
from tests.evaluation.retrieval import Outcome
from tests.evaluation.systems import PROJECT

TASK = "confidence of the first answer"
CONFIDENCE, RIGHT, ERROR = "mean confidence", "share right", "calibration error"
BINS = 10


def reliability(outcomes: Sequence[Outcome]) -> list[Figure]:
    """For each of ten bins of confidence its mean and the share of right first answers.

    A question that the articles do not cover has no right answer. Last comes the expected
    calibration error, the mean distance of the two (Guo et al. 2017, "On calibration of modern
    neural networks").
    """
    scored = [outcome for outcome in outcomes if 0 <= outcome.score <= 1]
    filled = [members for number in range(BINS) if (members := _bin(scored, number))]
    figures = [figure for members in filled for figure in _described(members)]
    pairs = np.array([(outcome.score, outcome.rank == 1) for outcome in scored], float)
    label = Label(TASK, "all", ERROR, PROJECT)
    return [*figures, measure(label, len(pairs), expected_calibration_error, pairs)]


def expected_calibration_error(pairs: np.ndarray) -> float:
    """Mean over the answers of |mean confidence - share right| of their bin.

    A row is (confidence, 1 if right else 0).
    """
    numbers = np.minimum((pairs[:, 0] * BINS).astype(int), BINS - 1)
    gaps = np.bincount(numbers, pairs[:, 0] - pairs[:, 1], minlength=BINS)
    return float(np.abs(gaps).sum() / len(pairs))


def _bin(outcomes: Sequence[Outcome], number: int) -> list[Outcome]:
    return [o for o in outcomes if min(int(o.score * BINS), BINS - 1) == number]


def _described(members: Sequence[Outcome]) -> list[Figure]:
    low = min(int(members[0].score * BINS), BINS - 1) / BINS
    part = f"{low:.1f} to {low + 1 / BINS:.1f}"
    articles = [o.question.article or o.question.text for o in members]
    return [
        mean(Label(TASK, part, CONFIDENCE, PROJECT), [o.score for o in members], articles),
        mean(Label(TASK, part, RIGHT, PROJECT), [o.rank == 1 for o in members], articles),
    ]
