"""The task "bot": memory and start of the whole bot, beside itself with sentence-transformers."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.bench import Bench
from tests.benchmarks.engines import OURS, READING, SMALL, THEIRS
from tests.benchmarks.figures import Baseline, Figure, Goal, take_turns
from tests.benchmarks.live_bot import live_bot

TASK = "the whole bot"
SIZE = 10_000  # sentences
QUESTIONS = 200
UNITS = {"ready": "s", "answered": "s", "resident": "MB", "peak": "MB"}


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
    folders = {engine: bench.libraries.of(SIZE, engine) for engine in (OURS, SMALL, THEIRS)}
    folders[READING] = folders[OURS]
    lives = take_turns(
        bench.rounds,
        {e: lambda e=e: asyncio.run(live(folders[e], e, questions)) for e in folders},
    )
    held, answered = "memory after 200 questions", "start to the first answer"
    return [
        _figure(lives, OURS, "start to online", "ready", Goal(1.5)),
        _figure(lives, OURS, answered, "answered", Goal(1.5), Goal(0.25, is_ratio=True)),
        _figure(lives, SMALL, f"{answered}, 8 bits", "answered"),
        _figure(lives, OURS, held, "resident", Goal(215), Goal(0.40, is_ratio=True)),
        _figure(lives, SMALL, f"{held}, 8 bits", "resident", Goal(160)),
        _figure(lives, READING, f"{held}, with the reader", "resident", Goal(275)),
        _figure(lives, OURS, "memory at its peak", "peak"),
        _figure(lives, SMALL, "memory at its peak, 8 bits", "peak"),
        _figure(lives, READING, "memory at its peak, with the reader", "peak"),
    ]


async def live(folder: Path, engine: str, questions: list[str]) -> Life:
    """One run of the bot."""
    async with live_bot(folder, engine) as bot:
        ready = await bot.ready()
        answered = await bot.answered(questions[0])
        for question in questions[1:]:
            await bot.ask(question)
        return Life(ready, answered, bot.memory, bot.peak)


def _figure(
    lives: dict[str, tuple[Life, ...]], engine: str, what: str, part: str, *goals: Goal
) -> Figure:
    mine, theirs = (tuple(getattr(life, part) for life in lives[e]) for e in (engine, THEIRS))
    return Figure(TASK, what, UNITS[part], mine, Baseline(f"with {THEIRS}", theirs), goals)
