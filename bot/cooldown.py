"""How many questions may be asked in a minute: by one person in one place, and in a whole guild."""

import math
import time
from collections.abc import Callable

from bot.errors import TooManyQuestions
from index.message import Message, message, plural

MINUTE = 60.0


class Cooldown:
    """Remembers the last minute of each asker, and nothing older.

    `in_guild` says how many questions a guild may ask; direct messages have no such limit.
    """

    def __init__(self, per_person: int, in_guild: Callable[[int], int]) -> None:
        self._per_person = per_person
        self._in_guild = in_guild
        self._asked: dict[tuple[int, int | None], list[float]] = {}

    def take(self, user_id: int, guild_id: int | None) -> None:
        """Count a question. Raises TooManyQuestions, and then counts nothing."""
        now = time.monotonic()
        self._forget(now - MINUTE)
        own = self._asked.get((user_id, guild_id), [])
        _refuse(message("You have asked a lot just now."), own, self._per_person, now)
        if guild_id is not None:
            everybodys = [times for (_, guild), times in self._asked.items() if guild == guild_id]
            asked = sorted(t for times in everybodys for t in times)
            why = message("Many questions are asked here just now.")
            _refuse(why, asked, self._in_guild(guild_id), now)
        self._asked[user_id, guild_id] = [*own, now]

    def _forget(self, before: float) -> None:
        recent = {who: [t for t in times if t > before] for who, times in self._asked.items()}
        self._asked = {who: times for who, times in recent.items() if times}


def _refuse(why: Message, times: list[float], most: int, now: float) -> None:
    """Raise TooManyQuestions where these times, oldest first, are as many as may be."""
    if len(times) >= most:
        wait = math.ceil(times[-most] + MINUTE - now)
        when = plural(
            "Please ask again in {count} second.", "Please ask again in {count} seconds.", wait
        )
        raise TooManyQuestions("{why} {when}", why=why, when=when)
