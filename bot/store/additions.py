"""Who added which article of a guild, so that its admins see it in their list. Personal data: a
name, kept as long as the article is there, and erased with the guild or the person."""

import sqlite3
import time
from collections.abc import Collection
from dataclasses import dataclass

from bot.i18n import N_
from bot.store.database import Database
from bot.store.kept import Kept


@dataclass(frozen=True, slots=True)
class Adder:
    """Somebody, and the name by which the others knew them when they added it."""

    user_id: int
    name: str


class Additions:
    """One person for each article: who added it first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, guild_id: int, source: str, adder: Adder, anew: bool) -> None:
        """Somebody added an article; one that was there already keeps its adder, unless `anew`."""
        if anew:
            self.forget(guild_id, source)
        self._database.execute(
            "INSERT OR IGNORE INTO additions (guild_id, source, user_id, name, added_at)"
            " VALUES (:guild, :source, :user, :name, :now)",
            guild=guild_id,
            source=source,
            user=adder.user_id,
            name=adder.name,
            now=time.time(),
        )

    def of_guild(self, guild_id: int) -> dict[str, str]:
        """Source -> the name of who added it, where that is known."""
        rows = self._database.rows(
            "SELECT source, name FROM additions WHERE guild_id = :guild", guild=guild_id
        )
        return {row["source"]: row["name"] for row in rows}

    def guilds(self) -> list[int]:
        """Those where somebody is known to have added something."""
        rows = self._database.rows("SELECT DISTINCT guild_id FROM additions ORDER BY guild_id")
        return [row["guild_id"] for row in rows]

    def keep_only(self, guild_id: int, sources: Collection[str]) -> int:
        """Forget who added what is no longer there; returns how many that were."""
        gone = self.of_guild(guild_id).keys() - set(sources)
        return sum(self.forget(guild_id, source) for source in gone)

    def forget(self, guild_id: int, source: str) -> int:
        """An article was removed."""
        return self._database.execute(
            "DELETE FROM additions WHERE guild_id = :guild AND source = :source",
            guild=guild_id,
            source=source,
        )

    def of_person(self, user_id: int) -> list[Kept]:
        """What is kept of a person, newest first."""
        rows = self._database.rows(
            "SELECT * FROM additions WHERE user_id = :user ORDER BY added_at DESC", user=user_id
        )
        return [_kept(row) for row in rows]

    def forget_person(self, user_id: int) -> int:
        """The articles stay, their adder is forgotten; returns how many that were."""
        return self._database.execute("DELETE FROM additions WHERE user_id = :user", user=user_id)

    def forget_guild(self, guild_id: int) -> int:
        """Forget who added anything there; returns how many that were."""
        return self._database.execute(
            "DELETE FROM additions WHERE guild_id = :guild", guild=guild_id
        )


def _kept(row: sqlite3.Row) -> Kept:
    kind = N_("under your name, beside an article that you added")
    return Kept(kind, row["guild_id"], row["added_at"], f"{row['name']}: {row['source']}")
