"""A measured number, whose it is, and its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.evaluation.metrics import Statistic, bootstrap_interval, share


@dataclass(frozen=True, slots=True)
class Label:
    """What was measured: a metric of a system on a part of a task's data."""

    task: str
    part: str
    metric: str
    system: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A value on n observations, with its 95 % bootstrap interval."""

    label: Label
    value: float
    low: float
    high: float
    n: int


def measure(label: Label, n: int, statistic: Statistic, *samples: np.ndarray) -> Figure:
    """statistic(*samples) with its interval; the rows of the samples are what is drawn anew."""
    low, high = bootstrap_interval(statistic, *samples)
    return Figure(label, statistic(*samples), low, high, n)


def mean(label: Label, values: Sequence[float], articles: Sequence[str]) -> Figure:
    """The mean of values, each of which belongs to an article; articles are drawn anew."""
    _, index = np.unique(list(articles), return_inverse=True)
    totals = np.column_stack([np.bincount(index, np.asarray(values, float)), np.bincount(index)])
    return measure(label, len(values), ratio, totals)


def ratio(totals: np.ndarray) -> float:
    """The sum of the first column over the sum of the second."""
    return share(totals[:, 0].sum(), totals[:, 1].sum())
