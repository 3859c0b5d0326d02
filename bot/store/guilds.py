"""Which guilds the bot is in, and since when it is no longer in others. What is known of those is
purged after a while: see upkeep.py."""

import json
import time
from collections.abc import Iterable

from bot.store.database import Database
from bot.store.questions import DAY


class Guilds:
    """A guild has no time of leaving as long as the bot is in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def joined(self, guild_id: int) -> None:
        """The bot is in it, perhaps again."""
        self._database.execute(
            "INSERT OR REPLACE INTO guilds (guild_id, left_at) VALUES (:guild, NULL)",
            guild=guild_id,
        )

    def left(self, guild_id: int) -> None:
        """The bot is no longer in it; the first time counts."""
        self._database.execute(
            "INSERT INTO guilds (guild_id, left_at) VALUES (:guild, :now)"
            " ON CONFLICT (guild_id) DO UPDATE SET left_at = coalesce(left_at, :now)",
            guild=guild_id,
            now=time.time(),
        )

    def are(self, present: Iterable[int]) -> None:
        """The bot is in these and in no other: some may have put it out while it was off."""
        guilds = json.dumps(list(present))
        self._database.execute(
            "INSERT OR REPLACE INTO guilds (guild_id, left_at)"
            " SELECT value, NULL FROM json_each(:guilds)",
            guilds=guilds,
        )
        self._database.execute(
            "UPDATE guilds SET left_at = :now WHERE left_at IS NULL"
            " AND guild_id NOT IN (SELECT value FROM json_each(:guilds))",
            guilds=guilds,
            now=time.time(),
        )

    def gone_for(self, days: float) -> list[int]:
        """Those that the bot left at least so long ago."""
        rows = self._database.rows(
            "SELECT guild_id FROM guilds WHERE left_at <= :oldest ORDER BY guild_id",
            oldest=time.time() - days * DAY,
        )
        return [row["guild_id"] for row in rows]

    def forget_guild(self, guild_id: int) -> int:
        """As if the bot had never been there; returns how many rows that were."""
        return self._database.execute("DELETE FROM guilds WHERE guild_id = :guild", guild=guild_id)
