"""The task "limit": a start, articles and questions where the host gives 512 MB and no more."""

import asyncio

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Goal
from tests.benchmarks.lag import NEW
from tests.benchmarks.live_bot import live_bot

ARTICLES, QUESTIONS, SIZE = 20, 200, 10_000
LIMIT = 512  # MB
SET_ASIDE = 512  # MB that libraries reserve and never touch: BLAS 448, stacks of threads 64
# A cgroup belongs to whoever runs this machine; this limit needs no rights. It counts all private
# memory that a process asks for, used or not (setrlimit(2), Linux 4.7), so what is only set aside
# is allowed on top. What is mapped from a file it leaves out: so the peak is measured as well.
LIMITED = f"""
import resource
resource.setrlimit(resource.RLIMIT_DATA, ({LIMIT + SET_ASIDE} << 20, {LIMIT + SET_ASIDE} << 20))
"""


def limit(bench: Bench) -> list[Figure]:
    """The peak of a run that ends well. Raises RuntimeError if the bot fails."""
    peaks = tuple(asyncio.run(limited(bench)) for _ in range(bench.rounds))
    what = f"peak under a limit of {LIMIT} MB: start, {ARTICLES} articles, {QUESTIONS} questions"
    return [Figure("512 MB", what, "MB", peaks, goals=(Goal(LIMIT),))]


async def limited(bench: Bench) -> float:
    """MB at the most."""
    with bench.libraries.copy_of(SIZE) as data:
        async with live_bot(data, preface=LIMITED) as bot:
            await bot.ready()
            for number in range(NEW, NEW + ARTICLES):
                await bot.add(bench.writer.story(number).document)
            for question in bench.questions(QUESTIONS, SIZE):
                await bot.ask(question)
            return bot.peak
