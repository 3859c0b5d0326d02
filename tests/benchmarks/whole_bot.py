"""The task "bot": memory and start of the whole bot, beside itself with sentence-transformers."""

import asyncio
from dataclasses import dataclass

from tests.benchmarks.bench import Bench
from tests.benchmarks.engines import OURS, THEIRS
from tests.benchmarks.figures import Baseline, Figure, Goal, take_turns
from tests.benchmarks.live_bot import live_bot

TASK = "the whole bot"
SIZE = 10_000  # sentences
QUESTIONS = 200


@dataclass(frozen=True, slots=True)
class Life:
    """What one run of the bot took: seconds since its start, and MB."""

    ready: float
    answered: float
    resident: float
    peak: float


def whole_bot(bench: Bench) -> list[Figure]:
    """Start, ask 200 questions, look at the memory; a new process each time."""
    questions = bench.questions(QUESTIONS, SIZE)
    lives = take_turns(
        bench.rounds,
        {e: lambda e=e: asyncio.run(live(bench, e, questions)) for e in (OURS, THEIRS)},
    )
    return [
        _figure(lives, "start to ready", "s", "ready", Goal(1.5), Goal(0.25, is_ratio=True)),
        _figure(lives, "start to the first answer", "s", "answered"),
        _figure(
            lives, "memory after 200 questions", "MB", "resident",
            Goal(275), Goal(0.50, is_ratio=True),
        ),
        _figure(lives, "memory at its peak", "MB", "peak"),
    ]  # fmt: skip


async def live(bench: Bench, engine: str, questions: list[str]) -> Life:
    """One run of the bot."""
    async with live_bot(bench.libraries.of(SIZE, engine), engine) as bot:
        ready = await bot.ready()
        answered = await bot.answered(questions[0])
        for question in questions[1:]:
            await bot.ask(question)
        return Life(ready, answered, bot.memory, bot.peak)


def _figure(
    lives: dict[str, tuple[Life, ...]], what: str, unit: str, part: str, *goals: Goal
) -> Figure:
    ours, theirs = (tuple(getattr(life, part) for life in lives[e]) for e in (OURS, THEIRS))
    return Figure(TASK, what, unit, ours, Baseline(f"with {THEIRS}", theirs), goals)
