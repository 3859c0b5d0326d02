"""What a hit is judged by, without and with the reader: see calibrate.py, which fits it."""

from collections.abc import Callable
from dataclasses import dataclass

import index.calibration
from index.relevance import bounded

Known = Callable[[dict], list[float]]  # what is known of a hit
WORDS = index.calibration.SENTENCE_WORDS, index.calibration.CONTEXT_WORDS


def relevance(hit: dict) -> float:
    """As index/relevance.py has it."""
    return hit["cosine"] + WORDS[0] * hit["sentence"] + WORDS[1] * hit["context"]


def bounded_answers(hit: dict) -> float:
    """As index/relevance.py has it."""
    return bounded(hit["answers"])


@dataclass(frozen=True, slots=True)
class Mode:
    """What hits are ordered by, what each curve is of, and the weight of a question that nothing
    answers."""

    name: str
    ordered_by: Known
    curves: tuple[Known, ...]
    uncovered: float


# What was read may be doubted: about as many are not covered as are. Without a reader the two are
# hard to tell apart, and the same doubt would refuse too much that is covered: there about six of
# seven are.
ALONE = Mode("alone", lambda hit: [relevance(hit)], (lambda hit: [relevance(hit)],), 0.15)
READ = Mode(
    "read",
    lambda hit: [relevance(hit), bounded_answers(hit)],
    (
        lambda hit: [hit["cosine"], hit["context"], bounded_answers(hit)],
        lambda hit: [bounded_answers(hit)],
    ),
    1.0,
)
