"""SIGTERM and Ctrl-C end what runs on the event loop, within seconds."""

import asyncio
import os
import signal
import threading
from collections.abc import Coroutine
from contextlib import suppress

from bot.exits import ExitCode

GRACE = 5.0  # seconds from the signal to the end, whatever is still running then


def run_until_signalled(job: Coroutine[None, None, None]) -> None:
    """Run `job` to its end, or cancel it when the process is asked to end."""
    with suppress(asyncio.CancelledError):  # by a signal: we were asked to
        asyncio.run(_until_signalled(job))


async def _until_signalled(job: Coroutine[None, None, None]) -> None:
    loop = asyncio.get_running_loop()

    def drop_everything() -> None:
        # Answers that are being worked on too: they would be sent after the client has closed.
        for task in asyncio.all_tasks(loop):
            task.cancel()

    def stop(*_: object) -> None:
        # A thread that encodes cannot be interrupted; the store forgets a transaction cut short.
        watchdog = threading.Timer(GRACE, os._exit, (ExitCode.OK,))
        watchdog.daemon = True
        watchdog.start()
        loop.call_soon_threadsafe(drop_everything)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    await job
