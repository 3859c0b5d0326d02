"""The task "reader": what reading the best hits again adds to an ask, and to the memory."""

from statistics import mean

from tests.benchmarks.asking import SIZE, in_rounds
from tests.benchmarks.bench import Bench
from tests.benchmarks.engines import OURS, READING
from tests.benchmarks.figures import Baseline, Figure, Goal, percentile
from tests.benchmarks.process import worker

MOST_ADDED = 80.0  # ms, of the median question
MOST_MEMORY = 60.0  # MB


def reading(bench: Bench) -> list[Figure]:
    """The same questions to a library with the reader and to one without, in turns."""
    rounds = in_rounds(bench, SIZE)
    data = bench.libraries.of(SIZE)
    with worker("library", data, READING) as read, worker("library", data, OURS) as unread:
        taken = [
            [(read(["ask", q]), unread(["ask", q])) for q in questions] for questions in rounds
        ]
        memory = read.memory - unread.memory
    added = [[1000 * (one - other) for one, other in each] for each in taken]
    without = [[1000 * other for _, other in each] for each in taken]
    what = f"that the reader adds to an ask among {SIZE:,} sentences"
    goals = {"p50": (Goal(MOST_ADDED),), "p95": ()}
    return [
        *(
            Figure(
                "reader",
                f"time {what}, {name}",
                "ms",
                tuple(percentile(each, share) for each in added),
                Baseline("an ask without it", tuple(percentile(e, share) for e in without)),
                goals[name],
            )
            for name, share in (("p50", 0.50), ("p95", 0.95))
        ),
        Figure("reader", f"time {what}, mean", "ms", tuple(mean(each) for each in added)),
        Figure("reader", "memory of it", "MB", (memory,), goals=(Goal(MOST_MEMORY),)),
    ]
