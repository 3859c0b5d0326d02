"""The tasks "ask" and "around": a question put to a library in process, and where its time goes."""

from collections.abc import Sequence
from typing import Any

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Baseline, Figure, Goal, percentile
from tests.benchmarks.process import worker

QUESTIONS = 100  # in a round
SIZE = 10_000  # sentences
SHARES = {"p50": 0.50, "p95": 0.95}
MOST_AROUND = {10_000: 0.35, 100_000: 2.0}  # sentences -> of the encoder's own time


def ask(bench: Bench) -> list[Figure]:
    """A whole ask, and sentence-transformers that only encodes the question, in turns."""
    rounds = in_rounds(bench, SIZE)
    with (
        worker("library", bench.libraries.of(SIZE)) as ours,
        worker("sentence-transformers", 32) as theirs,
    ):
        taken = [[(ours(["ask", q]), theirs([q])) for q in questions] for questions in rounds]
    return [
        Figure(
            "ask",
            f"ask among {SIZE:,} sentences, {name}",
            "ms",
            milliseconds(taken, 0, share),
            Baseline("one SentenceTransformer.encode", milliseconds(taken, 1, share)),
            (Goal(0.6, is_ratio=True),),
        )
        for name, share in SHARES.items()
    ]


def around(bench: Bench) -> list[Figure]:
    """Search, words and answer, beside the encoder in the same asks."""
    return [_around(bench, size, most) for size, most in MOST_AROUND.items()]


def in_rounds(bench: Bench, size: int) -> list[list[str]]:
    """Other questions for each round."""
    questions = bench.questions(QUESTIONS * bench.rounds, size)
    return [questions[i :: bench.rounds] for i in range(bench.rounds)]


def milliseconds(
    taken: Sequence[Sequence[Sequence[float]]], part: int, share: float
) -> tuple[float, ...]:
    """That percentile of each round, of one part of what every question took."""
    return tuple(percentile([each[part] for each in one], share) * 1000 for one in taken)


def _around(bench: Bench, size: int, most: float) -> Figure:
    rounds = in_rounds(bench, size)
    with worker("parts", bench.libraries.of(size)) as work:
        taken: list[list[Any]] = [[work(question) for question in each] for each in rounds]
    encoder, rest = (milliseconds(taken, part, 0.5) for part in (0, 1))
    return Figure(
        "ask",
        f"around the encoder in an ask, {size:,} sentences, p50",
        "ms",
        rest,
        Baseline("the encoder's own time", encoder),
        (Goal(most, is_ratio=True),),
    )
