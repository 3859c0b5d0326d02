"""The task "limit": a start, articles and questions where the host gives 512 MB and no more."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.bench import Bench
from tests.benchmarks.engines import READING
from tests.benchmarks.fence import Fence, fence
from tests.benchmarks.figures import Figure, Goal, percentile
from tests.benchmarks.lag import NEW
from tests.benchmarks.live_bot import live_bot
from tests.evaluation.progress import CONSOLE

ARTICLES, QUESTIONS = 20, 200
SIZES = (10_000, 1_000_000)  # sentences that are there already
LIMIT = 512  # MB
PARTS = {  # of a Life -> how the table calls it, and its unit
    "ready": ("start to ready", "s"),
    "added": ("an article is added, p50", "ms"),
    "median": ("a question is answered, p50", "ms"),
    "slow": ("a question is answered, p95", "ms"),
    "resident": ("resident at its peak", "MB"),
    "charged": ("charged at its peak, file cache included", "MB"),
}


@dataclass(frozen=True, slots=True)
class Life:
    """A run under a limit that was completed; in the units of PARTS."""

    ready: float
    added: float
    median: float
    slow: float
    resident: float
    charged: float | None


@dataclass(frozen=True, slots=True)
class Death:
    """A run that was not."""

    why: str


def limit(bench: Bench) -> list[Figure]:
    """The bot as it is delivered, with the reader, under the limit."""
    with fence(LIMIT) as within:
        kind = within.kind
    figures = []
    for size in SIZES:
        runs = [asyncio.run(life(bench, LIMIT, size)) for _ in range(bench.rounds)]
        figures += figures_of(kind, size, runs)
    return figures


def figures_of(kind: str, size: int, runs: Sequence[Life | Death]) -> list[Figure]:
    """How many were completed, and what those took."""
    task = f"{LIMIT} MB"
    what = f"{ARTICLES} articles, {QUESTIONS} questions to {size:,} sentences under {task} ({kind})"
    lives = [run for run in runs if isinstance(run, Life)]
    completed = tuple(float(run in lives) for run in runs)
    figures = [Figure(task, f"{what}: completed", "of 1", completed, goals=(Goal(1, False, True),))]
    for part, (name, unit) in PARTS.items():
        values = tuple(v for life in lives if (v := getattr(life, part)) is not None)
        if values:
            figures.append(Figure(task, f"{what}: {name}", unit, values))
    return figures


async def life(bench: Bench, megabytes: int, size: int) -> Life | Death:
    """One run; what ended it is told at once."""
    with bench.libraries.copy_of(size) as data, fence(megabytes) as within:
        _forget(data)
        try:
            return await _lived(bench, data, within, size)
        except RuntimeError as error:
            why = f"{error}; the kernel ended {within.kills} processes for want of memory"
            CONSOLE.print(f"Not completed under {megabytes} MB ({within.kind}): {why}")
            return Death(why)


async def _lived(bench: Bench, data: Path, within: Fence, size: int) -> Life:
    """Raises RuntimeError if the bot fails."""
    async with live_bot(data, READING, prefix=within.prefix) as bot:
        ready = await bot.ready()
        added = [await bot.add(bench.writer.story(NEW + n).document) for n in range(ARTICLES)]
        asked = [await bot.ask(question) for question in bench.questions(QUESTIONS, size)]
        p50, p95 = (1000 * percentile(asked, share) for share in (0.50, 0.95))
        return Life(ready, 1000 * median(added), p50, p95, bot.peak, within.peak)


def _forget(folder: Path) -> None:
    """Take its files out of the kernel's cache: whoever reads them next is charged for them."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
