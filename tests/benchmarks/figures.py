"""A measured number, what it is compared with, and what it must reach."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on a figure's value, or on its ratio to the baseline."""

    limit: float
    is_ratio: bool = False
    is_floor: bool = False

    def __str__(self) -> str:
        return f"{'>=' if self.is_floor else '<='} {self.limit:g}{' x' if self.is_ratio else ''}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the figure is compared with, measured in the same rounds."""

    name: str
    rounds: tuple[float, ...]

    @property
    def value(self) -> float:
        """The median round."""
        return median(self.rounds)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number for each round, in `unit`; round i of the baseline ran beside round i."""

    task: str
    what: str
    unit: str
    rounds: tuple[float, ...]
    baseline: Baseline | None = None
    goals: tuple[Goal, ...] = ()
    size: int | None = None  # sentences in the library, where sizes are compared

    @property
    def value(self) -> float:
        """The median round."""
        return median(self.rounds)

    @property
    def ratio(self) -> float | None:
        """The median over the rounds of value / baseline; None without a baseline."""
        if self.baseline is None:
            return None
        return median(v / b for v, b in zip(self.rounds, self.baseline.rounds, strict=True))

    def reaches(self, goal: Goal) -> bool:
        """Whether the goal is met. A goal for the ratio needs a baseline."""
        measured = self.ratio if goal.is_ratio else self.value
        if measured is None:
            raise ValueError(f"{self.what} has no baseline, so no ratio to hold against {goal}")
        return measured >= goal.limit if goal.is_floor else measured <= goal.limit


Result = TypeVar("Result")


def take_turns(
    rounds: int, measures: Mapping[str, Callable[[], Result]]
) -> dict[str, tuple[Result, ...]]:
    """Run every measure once in each round, the first one last in every other round."""
    values: dict[str, list[Result]] = {name: [] for name in measures}
    for number in range(rounds):
        names = list(measures) if number % 2 == 0 else list(reversed(measures))
        for name in names:
            values[name].append(measures[name]())
    return {name: tuple(each) for name, each in values.items()}


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least `share` of them do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]
