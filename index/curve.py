"""The shape of calibration.py."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Curve:
    """Weights of a logistic curve; `crowd` is that of the logarithm of the sentences searched,
    `answers` that of a reader's Verdict."""

    constant: float
    relevance: float
    crowd: float
    answers: float = 0.0
