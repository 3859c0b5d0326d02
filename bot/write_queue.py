"""Changes of many collections -> a few threads: one at a time in each collection, and nobody waits
for ever."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.errors import Busy, TooSlow
from bot.i18n import N_

WRITERS = 2  # collections that may change at the same time
PATIENCE = 200.0  # seconds; twice that is within the 15 minutes of an interaction
CHANGING = N_("The articles are being changed at the moment. Try again when that is done.")
GOES_ON = N_("This takes long and goes on in the background. Look at `/articles list` in a while.")
Result = TypeVar("Result")


class WriteQueue:
    """Waits `patience` seconds for the turn of a change, and as long for its end."""

    def __init__(self, patience: float = PATIENCE, threads: int = WRITERS) -> None:
        self._patience = patience
        self._threads = ThreadPoolExecutor(threads, "write")
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def run(self, collection: str, work: Callable[[], Result]) -> Result:
        """What the work returns. Raises Busy where its turn does not come, TooSlow where it takes
        longer: it is finished all the same."""
        try:
            async with asyncio.timeout(self._patience):
                await self._locks[collection].acquire()
        except TimeoutError as error:
            raise Busy(CHANGING) from error
        job = self._submit(collection, work)
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.shield(job)
        except TimeoutError as error:
            raise TooSlow(GOES_ON) from error

    async def run_long(self, collection: str, work: Callable[[], Result]) -> Result:
        """The same for work that nobody waits for impatiently: it may last, and so may its turn."""
        await self._locks[collection].acquire()
        return await asyncio.shield(self._submit(collection, work))

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _submit(self, collection: str, work: Callable[[], Result]) -> "asyncio.Future[Result]":
        """The lock is released when the thread is done, not when we gave up."""
        job = asyncio.wrap_future(self._threads.submit(work))

        def done(job: "asyncio.Future[Result]") -> None:
            self._locks[collection].release()
            if not job.cancelled():
                job.exception()  # looked at, perhaps by nobody else

        job.add_done_callback(done)
        return job
