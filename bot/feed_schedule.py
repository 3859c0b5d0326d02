"""When a feed is looked at again, and when it counts as dead. Pure."""

import random

DEAD_AFTER = 8  # checks that failed one after the other: about four days, one an hour at first
LONGEST = 86_400.0  # seconds
JITTER = 0.1  # so that the feeds of many servers are not all fetched in the same minute


def wait_after(minutes: int, failures: int, asked: float = 0.0) -> float:
    """Seconds until the next check, where one is due every so many minutes: twice as long after
    each failure, a day at most. At least as long as the publisher asked for."""
    seconds = min(minutes * 60.0 * 2**failures, LONGEST)
    return max(asked, seconds * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 (no secret)


def is_dead(failures: int) -> bool:
    """Whether it failed so often that it is not worth another try."""
    return failures >= DEAD_AFTER
