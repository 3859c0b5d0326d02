"""The shape of calibration.py."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve (Platt 1999, "Probabilistic outputs for support vector machines") of one or
    more values; `crowd` is the weight of the logarithm of the sentences searched."""

    constant: float
    slopes: tuple[float, ...]
    crowd: float = 0.0

    def at(self, values: Sequence[float], searched: int = 1) -> float:
        """A share, between 0 and 1."""
        logit = self.constant + self.crowd * crowd(searched)
        logit += sum(slope * value for slope, value in zip(self.slopes, values, strict=True))
        return 1 / (1 + math.exp(-logit))


def crowd(searched: int) -> float:
    """The logarithm of the sentences searched."""
    return math.log(max(searched, 1))
