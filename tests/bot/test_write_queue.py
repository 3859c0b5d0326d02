"""Changes wait their turn in their collection, and nobody waits for ever."""

import asyncio
import threading

import pytest

from bot.errors import Busy, TooSlow
from bot.write_queue import WriteQueue

FEW = 0.05  # seconds


@pytest.fixture
def finish():
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def queue():
    opened = WriteQueue(FEW)
    yield opened
    opened.close()


async def test_a_change_that_takes_long_is_said_to_go_on_and_is_finished(queue, finish):
    done = []

    def work() -> None:
        finish.wait(20)
        done.append("first")

    with pytest.raises(TooSlow, match="goes on in the background"):
        await queue.run("a", work)
    with pytest.raises(Busy, match="being changed"):  # its thread is still at work
        await queue.run("a", lambda: done.append("second"))
    assert await queue.run("b", lambda: "another collection") == "another collection"

    finish.set()
    await asyncio.sleep(FEW)
    await queue.run("a", lambda: done.append("third"))

    assert done == ["first", "third"]


async def test_long_work_may_last_and_waits_for_its_turn_as_long_as_that_takes(queue, finish):
    first = asyncio.create_task(queue.run_long("a", lambda: finish.wait(20)))
    second = asyncio.create_task(queue.run_long("a", lambda: "second"))
    await asyncio.sleep(2 * FEW)

    assert not first.done() and not second.done()
    finish.set()
    assert await first is True
    assert await second == "second"


async def test_a_change_that_fails_lets_the_next_one_in(queue):
    def fail() -> None:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        await queue.run("a", fail)

    assert await queue.run("a", lambda: "next") == "next"
