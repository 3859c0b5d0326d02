"""Long work on a guild's articles: one job at a time there, further ones wait in the order in which
they came.

A job does its tasks one by one. Guilds take turns after each task, as the threads that do them
have one queue, so a guild with many files holds no other up for more than one of them. What people
see of a job is job_message.py's.
"""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.errors import Busy, JobOver
from bot.explain import explain
from index import Addition

MOST = 10  # jobs of a guild, the one that runs included


@dataclass(frozen=True, slots=True)
class Task:
    """One article of a job. `name` is what people read; `work` returns what was added, or None
    where the job adds nothing."""

    name: str
    work: Callable[[], Awaitable[Addition | None]]


@dataclass(frozen=True, slots=True)
class Failure:
    """A task that failed, and the sentence that says why."""

    name: str
    reason: str


Outcome = Addition | Failure | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `before` it there are so many jobs of its guild, 0 once it runs; `current`
    is the name of the task at work."""

    before: int
    done: int
    total: int
    current: str | None
    failures: tuple[Failure, ...]
    cancelled: bool


class Job:
    """Tasks of a guild that somebody asked for, or nobody (None)."""

    def __init__(self, guild_id: int, tasks: Sequence[Task], asker_id: int | None = None) -> None:
        self.id = secrets.token_urlsafe(9)
        self.guild_id = guild_id
        self.tasks = tasks
        self.asker_id = asker_id
        self.outcomes: list[Outcome] = []
        self.cancelled = False
        self._at_work: asyncio.Task[None] | None = None

    def begin(self, queue: "list[Job]") -> None:
        """Join a queue, and work when it comes to the front. In the language of who calls it."""
        queue.append(self)
        self._at_work = asyncio.create_task(self._wait_and_work(queue))

    async def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, at most so long; returns whether it has ended."""
        ended, _ = await asyncio.wait({self._at_work}, timeout=seconds)
        return bool(ended)

    def drop(self) -> None:
        """End at once. What is being written in a thread is still finished there."""
        self._at_work.cancel()

    @property
    def interrupted(self) -> bool:
        """Whether it was dropped, and not by a person."""
        return self._at_work.cancelled() and not self.cancelled

    @property
    def current(self) -> str | None:
        """The name of the task that it is at."""
        done = len(self.outcomes)
        return self.tasks[done].name if done < len(self.tasks) else None

    async def _wait_and_work(self, queue: "list[Job]") -> None:
        try:
            while queue[0] is not self:
                await queue[0].wait()
            for task in self.tasks:
                if self.cancelled:
                    break
                self.outcomes.append(await _outcome(task))
        finally:
            queue.remove(self)


class Jobs:
    """The jobs of all guilds."""

    def __init__(self) -> None:
        self._queues: defaultdict[int, list[Job]] = defaultdict(list)

    async def run(self, guild_id: int, tasks: Sequence[Task]) -> list[Outcome]:
        """Do the tasks when it is their turn, and wait for it; what fails is an outcome. Raises
        Busy where too many jobs of the guild wait."""
        self.require_room(guild_id)
        job = Job(guild_id, tasks)
        self.start(job)
        await job.wait()
        return job.outcomes

    def start(self, job: Job) -> None:
        """Do a job when it is its turn, without waiting for it."""
        job.begin(self._queues[job.guild_id])

    def require_room(self, guild_id: int) -> None:
        """Raise Busy where no further job of the guild is taken."""
        if len(self._queues[guild_id]) >= MOST:
            raise Busy("Too many jobs of this server are waiting. Try again when some are done.")

    def progress(self, job: Job) -> Progress:
        """How far it is; one that has not begun to wait would be the last."""
        queue = self._queues[job.guild_id]
        failures = tuple(each for each in job.outcomes if isinstance(each, Failure))
        return Progress(
            before=queue.index(job) if job in queue else len(queue),
            done=len(job.outcomes),
            total=len(job.tasks),
            current=job.current,
            failures=failures,
            cancelled=job.cancelled,
        )

    def of_guild(self, guild_id: int) -> list[Progress]:
        """How far its jobs are: first the one at work, then those that wait, in their order."""
        return [self.progress(job) for job in self._queues[guild_id]]

    def find(self, job_id: str, guild_id: int) -> Job:
        """A job of that guild that waits or runs. Raises JobOver."""
        for job in self._queues[guild_id]:
            if job.id == job_id:
                return job
        raise JobOver("This is over already.")

    def cancel(self, job: Job) -> None:
        """One that waits ends at once, one that runs after the article that it is at."""
        job.cancelled = True
        if self._queues[job.guild_id][0] is not job:
            job.drop()

    def close(self) -> None:
        """Drop them all."""
        for queue in self._queues.values():
            for job in queue:
                job.drop()


async def _outcome(task: Task) -> Outcome:
    """One article that fails does not keep the others out."""
    try:
        return await task.work()
    except Exception as error:
        return Failure(task.name, explain(error))
