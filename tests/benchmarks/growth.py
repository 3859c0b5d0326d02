"""The task "growth": what a thousand times as many sentences cost."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from index.question import speech_question
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Baseline, Figure, Goal
from tests.benchmarks.lag import NEW
from tests.benchmarks.live_bot import live_bot
from tests.benchmarks.process import MB, worker

TASK = "growth"
QUESTIONS = 50  # in a round
SIZES = (1_000, 10_000, 100_000, 1_000_000)  # sentences
UNITS = {
    "start to ready": "s",
    "memory of the bot": "MB",
    "ask, p50": "ms",
    "ask what somebody said, p50": "ms",
    "add an article": "ms",
    "the first ask after that": "ms",
    "disk": "MB",
    "disk, database": "MB",
    "disk, file of vectors": "MB",
}
Costs = dict[str, list[float]]  # a key of UNITS -> its value in each round


def growth(bench: Bench, sizes: Sequence[int] = SIZES) -> list[Figure]:
    """Each cost at each size; its baseline is the size before it, in the same round."""
    folders = [bench.libraries.of(size) for size in sizes]
    costs: list[Costs] = [{what: [] for what in UNITS} for _ in sizes]
    for number in range(bench.rounds):
        for folder, cost in zip(folders, costs, strict=True):
            for what, value in _measured(bench, folder, number):
                cost[what].append(value)
    return [figure for what in UNITS for figure in figures_of(what, sizes, costs)]


def _measured(bench: Bench, folder: Path, number: int) -> Iterator[tuple[str, float]]:
    """(key of UNITS, value) of one library in round `number`. It is left as it was."""
    questions = bench.questions(QUESTIONS * bench.rounds, 1_000)[number :: bench.rounds]
    yield from asyncio.run(_lived(folder, questions))
    article = bench.writer.story(NEW + number).document
    with worker("library", folder) as library:
        taken = {question: library(["ask", question]) * 1000 for question in questions}
        yield "ask, p50", median(taken.values())
        said = [question for question in questions if speech_question(question)]
        yield "ask what somebody said, p50", median(taken[question] for question in said)
        other = next(question for question in questions if question not in said)
        yield "add an article", library(["add", asdict(article)]) * 1000
        yield "the first ask after that", library(["ask", other]) * 1000
        library(["remove", article.source])
        library(["ask", other])
    database = _megabytes(folder.glob("index.sqlite3*"))
    vectors = _megabytes((folder / "faiss").glob("*"))
    yield "disk", database + vectors
    yield "disk, database", database
    yield "disk, file of vectors", vectors


def _megabytes(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files) / MB


async def _lived(folder: Path, questions: list[str]) -> list[tuple[str, float]]:
    async with live_bot(folder) as bot:
        ready = await bot.ready()
        for question in questions:
            await bot.ask(question)
        return [("start to ready", ready), ("memory of the bot", bot.memory)]


def figures_of(what: str, sizes: Sequence[int], costs: Sequence[Costs]) -> Iterator[Figure]:
    """One for each size. To grow no faster than linearly is not to grow more than the size; what
    was not there at the size before, as the file of few vectors, has nothing to be held against."""
    before, unit = None, UNITS[what]
    for size, cost in zip(sizes, costs, strict=True):
        values = tuple(cost[what])
        name = f"{what}, {size:,} sentences"
        if before is None or not all(before[1]):
            yield Figure(TASK, name, unit, values, size=size)
        else:
            smaller, rounds = before
            baseline = Baseline(f"{smaller:,} sentences", rounds)
            goal = Goal(size / smaller, is_ratio=True)
            yield Figure(TASK, name, unit, values, baseline, (goal,), size)
        before = size, values
