"""The task "lag": how late the bot's event loop is while people ask and articles are added."""

import asyncio
from collections.abc import Iterator
from itertools import cycle

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Goal, percentile
from tests.benchmarks.live_bot import LiveBot, live_bot

PEOPLE, ARTICLES, SIZE = 20, 50, 10_000
NEW = 1_000_000  # the number of a story that is in no library
# Runs in the bot's loop: sleeps 5 ms over and over, and prints by how much each was longer.
PROBE = """
import asyncio, json, time, bot.client
PERIOD, REPORT = 0.005, 100
async def probe():
    while True:
        late = []
        for _ in range(REPORT):
            before = time.perf_counter()
            await asyncio.sleep(PERIOD)
            late.append(time.perf_counter() - before - PERIOD)
        print(json.dumps(late), flush=True)
set_up = bot.client.Bot.setup_hook
async def set_up_and_probe(self):
    await set_up(self)
    self.probe = asyncio.create_task(probe())
bot.client.Bot.setup_hook = set_up_and_probe
"""


def lag(bench: Bench) -> list[Figure]:
    """The 99th percentile and the worst, in the real bot."""
    late = [asyncio.run(under_load(bench)) for _ in range(bench.rounds)]
    what = f"loop lag, {PEOPLE} people ask while {ARTICLES} articles are indexed"
    p99 = tuple(percentile(each, 0.99) * 1000 for each in late)
    worst = tuple(max(each) * 1000 for each in late)
    return [
        Figure("the event loop", f"{what}, p99", "ms", p99, goals=(Goal(100),)),
        Figure("the event loop", f"{what}, longest", "ms", worst),
    ]


async def under_load(bench: Bench) -> list[float]:
    """Seconds by which the loop was late, each time, until the last article was in."""
    questions = cycle(bench.questions(PEOPLE * 10, SIZE))
    late: list[float] = []
    with bench.libraries.copy_of(SIZE) as data:
        async with live_bot(data, preface=PROBE) as bot, asyncio.TaskGroup() as load:
            await bot.ready()
            await bot.ask(next(questions))
            others = [load.create_task(_ask_on(bot, questions)) for _ in range(PEOPLE)]
            others.append(load.create_task(_listen(bot, late)))
            for number in range(NEW, NEW + ARTICLES):
                await bot.add(bench.writer.story(number).document)
            for task in others:
                task.cancel()
    return late


async def _ask_on(bot: LiveBot, questions: Iterator[str]) -> None:
    """Somebody who has the next question at once."""
    for question in questions:
        await bot.ask(question)


async def _listen(bot: LiveBot, late: list[float]) -> None:
    while True:
        late += await bot.told()
