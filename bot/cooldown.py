"""How many questions a person may ask in a minute, in one guild or in direct messages."""

import math
import time

from bot.errors import TooManyQuestions

MINUTE = 60.0


class Cooldown:
    """Remembers the last minute of each asker, and nothing older."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._asked: dict[tuple[int, int | None], list[float]] = {}

    def take(self, user_id: int, guild_id: int | None) -> None:
        """Count a question. Raises TooManyQuestions, and then counts nothing."""
        now = time.monotonic()
        self._forget(now - MINUTE)
        times = self._asked.setdefault((user_id, guild_id), [])
        if len(times) >= self._per_minute:
            wait = math.ceil(times[0] + MINUTE - now)
            raise TooManyQuestions(
                f"You have asked a lot just now. Please ask again in {wait} seconds."
            )
        times.append(now)

    def _forget(self, before: float) -> None:
        recent = {who: [t for t in times if t > before] for who, times in self._asked.items()}
        self._asked = {who: times for who, times in recent.items() if times}
