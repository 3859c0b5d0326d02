"""Questions of many people -> a few threads: a queue with an end, and nobody waits for ever."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from bot.config import Config
from bot.errors import Busy, TooSlow

Result = TypeVar("Result")


class AskQueue:
    """As many threads, places to wait in, and seconds as the config says."""

    def __init__(self, config: Config) -> None:
        self._timeout = config.ask_timeout
        self._threads = ThreadPoolExecutor(config.workers, "ask")
        self._slots = threading.BoundedSemaphore(config.workers + config.waiting)

    async def run(self, work: Callable[[], Result]) -> Result:
        """What the work returns. Raises Busy, TooSlow."""
        result = self._submit(work)
        try:
            async with asyncio.timeout(self._timeout):
                return await asyncio.wrap_future(result)
        except TimeoutError as error:
            raise TooSlow("That took too long, so I gave up. Please try again.") from error

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _submit(self, work: Callable[[], Result]) -> "Future[Result]":
        """Queue a question; its slot is free again when its thread is, not when we gave up."""
        if not self._slots.acquire(blocking=False):
            raise Busy("Too many questions are waiting. Please ask again in a minute.")
        future = self._threads.submit(work)
        future.add_done_callback(lambda _: self._slots.release())
        return future
