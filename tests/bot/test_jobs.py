"""One job of a guild at a time, the others in order; guilds take turns; what is cancelled ends."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from bot.errors import Busy, JobOver
from bot.jobs import MOST, Failure, Job, Jobs, Task
from bot.write_queue import WriteQueue
from index import ArticleEmpty
from tests.bot.conftest import until

HERE, THERE = 1, 2


class Held:
    """Tasks that are named when they begin, and last until they are let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go_on = asyncio.Event()

    def tasks(self, *names: str) -> list[Task]:
        return [Task(name, self._work(name)) for name in names]

    def _work(self, name: str) -> Callable:
        async def work() -> None:
            self.begun.append(name)
            await self.go_on.wait()

        return work


@pytest.fixture
def held() -> Held:
    return Held()


@pytest.fixture
def jobs():
    made = Jobs()
    yield made
    made.close()


def start(jobs: Jobs, guild_id: int, tasks: list[Task]) -> Job:
    job = Job(guild_id, tasks)
    jobs.start(job)
    return job


def work(result: object) -> Callable:
    async def done() -> object:
        if isinstance(result, Exception):
            raise result
        return result

    return done


async def test_the_tasks_are_done_in_order_and_one_that_fails_keeps_no_other_out(jobs):
    empty = ArticleEmpty("b has too little text to be an article.")

    outcomes = await jobs.run(HERE, [Task("a", work(None)), Task("b", work(empty))])
    later = await jobs.run(HERE, [Task("b", work(empty)), Task("c", work("added"))])

    failure = Failure("b", "b has too little text to be an article.")
    assert outcomes == [None, failure]
    assert later == [failure, "added"]


async def test_a_guild_has_one_job_at_a_time_and_each_knows_its_place(jobs, held):
    first, second, third = (start(jobs, HERE, held.tasks(name)) for name in "abc")
    start(jobs, THERE, held.tasks("d"))
    await until(lambda: len(held.begun) == 2)

    assert held.begun == ["a", "d"]
    assert [jobs.progress(job).before for job in (first, second, third)] == [0, 1, 2]
    held.go_on.set()
    await third.wait()
    assert held.begun == ["a", "d", "b", "c"]


async def test_a_running_job_tells_how_far_it_is(jobs, held):
    empty = ArticleEmpty("Nothing in it.")
    job = start(jobs, HERE, [Task("a", work(empty)), *held.tasks("b", "c")])
    await until(lambda: held.begun)

    now = jobs.progress(job)

    assert (now.before, now.done, now.total, now.current) == (0, 1, 3, "b")
    assert now.failures == (Failure("a", "Nothing in it."),)


async def test_a_job_that_waits_is_cancelled_at_once_and_the_next_keeps_its_turn(jobs, held):
    _, second, third = (start(jobs, HERE, held.tasks(name)) for name in "abc")
    await until(lambda: held.begun)

    jobs.cancel(second)
    await second.wait()

    assert jobs.progress(third).before == 1
    held.go_on.set()
    await third.wait()
    assert held.begun == ["a", "c"]
    assert (second.outcomes, second.interrupted) == ([], False)


async def test_a_job_that_runs_finishes_its_task_and_does_no_further_one(jobs, held):
    job = start(jobs, HERE, held.tasks("a", "b"))
    await until(lambda: held.begun)

    jobs.cancel(job)
    assert not await job.wait(0.01)
    held.go_on.set()
    await job.wait()

    assert held.begun == ["a"]
    assert job.outcomes == [None]


async def test_a_job_is_found_in_its_guild_only_and_until_it_has_ended(jobs, held):
    job = start(jobs, HERE, held.tasks("a"))

    assert jobs.find(job.id, HERE) is job
    with pytest.raises(JobOver):
        jobs.find(job.id, THERE)
    held.go_on.set()
    await job.wait()
    with pytest.raises(JobOver):
        jobs.find(job.id, HERE)


async def test_a_guild_that_asks_for_too_much_is_told_so_and_another_is_not(jobs, held):
    for _ in range(MOST):
        start(jobs, HERE, held.tasks("a"))

    with pytest.raises(Busy, match="Too many jobs"):
        await jobs.run(HERE, [Task("b", work(None))])
    assert await jobs.run(THERE, [Task("b", work("added"))]) == ["added"]


async def test_closing_drops_what_runs_and_what_waits_as_interrupted(jobs, held):
    both = [start(jobs, HERE, held.tasks(name)) for name in "ab"]
    await until(lambda: held.begun)

    jobs.close()
    for job in both:
        await job.wait()

    assert [job.interrupted for job in both] == [True, True]
    assert held.begun == ["a"]


async def test_the_many_articles_of_one_guild_do_not_keep_the_one_of_another_waiting(jobs):
    """With one thread for all, which the first article holds until the other guild has asked."""
    queue, begun, go_on = WriteQueue(threads=1), [], threading.Event()

    def write(guild: str, name: str) -> Callable:
        def note() -> None:
            begun.append(name)
            go_on.wait(20)

        return lambda: queue.run_long(guild, note)

    many = start(jobs, HERE, [Task(f"a{n}", write("a", f"a{n}")) for n in range(5)])
    await until(lambda: begun)
    one = start(jobs, THERE, [Task("b", write("b", "b"))])
    await asyncio.sleep(0.01)
    go_on.set()
    await one.wait()
    await many.wait()
    queue.close()

    assert begun == ["a0", "b", "a1", "a2", "a3", "a4"]
