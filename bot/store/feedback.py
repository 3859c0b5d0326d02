"""What people think of an answer: one vote a person, and perhaps why. Personal data: kept for some
days under a hash of who voted, and erased with the guild or the person."""

import sqlite3
import time
from dataclasses import dataclass

from bot.i18n import N_, _
from bot.store.database import Database
from bot.store.kept import Kept
from bot.store.person import PersonHash
from bot.store.questions import DAY, Asker


@dataclass(frozen=True, slots=True)
class Vote:
    """Whether the answer to the question of that token helped, and why, if it was said."""

    token: str
    is_helpful: bool
    reason: str | None = None


class Feedback:
    """Kept for `days`; each new vote deletes those that are older."""

    def __init__(self, database: Database, days: int) -> None:
        self._database = database
        self._person = PersonHash(database)
        self._seconds = days * DAY

    def give(self, vote: Vote, voter: Asker) -> None:
        """Count a vote, instead of the same person's earlier one."""
        self.purge()
        self._database.execute(
            "INSERT OR REPLACE INTO feedback (token, voter, guild_id, is_helpful, reason, given_at)"
            " VALUES (:token, :voter, :guild, :is_helpful, :reason, :now)",
            token=vote.token,
            voter=self._person.of(voter.user_id),
            guild=voter.guild_id,
            is_helpful=vote.is_helpful,
            reason=vote.reason,
            now=time.time(),
        )

    def votes(self, guild_id: int | None) -> list[Vote]:
        """Those given in a guild, the newest first."""
        rows = self._database.rows(
            "SELECT token, is_helpful, reason FROM feedback"
            " WHERE guild_id IS :guild AND given_at >= :oldest ORDER BY given_at DESC",
            guild=guild_id,
            oldest=self._oldest(),
        )
        return [Vote(row["token"], bool(row["is_helpful"]), row["reason"]) for row in rows]

    def of_person(self, user_id: int) -> list[Kept]:
        """What is kept of a person, newest first."""
        rows = self._database.rows(
            "SELECT * FROM feedback WHERE voter = :voter ORDER BY given_at DESC",
            voter=self._person.of(user_id),
        )
        return [_kept(row) for row in rows]

    def purge(self) -> int:
        """Delete what is older than it may be; returns how many."""
        return self._database.execute(
            "DELETE FROM feedback WHERE given_at < :oldest", oldest=self._oldest()
        )

    def forget_guild(self, guild_id: int) -> int:
        """Delete what was given there; returns how many."""
        return self._database.execute(
            "DELETE FROM feedback WHERE guild_id = :guild", guild=guild_id
        )

    def forget_person(self, user_id: int) -> int:
        """Delete what this person gave anywhere; returns how many."""
        return self._database.execute(
            "DELETE FROM feedback WHERE voter = :voter", voter=self._person.of(user_id)
        )

    def _oldest(self) -> float:
        return time.time() - self._seconds


def _kept(row: sqlite3.Row) -> Kept:
    reason = f": {row['reason']}" if row["reason"] else ""
    words = _("Helpful") if row["is_helpful"] else _("Not helpful") + reason
    return Kept(N_("as a vote on an answer"), row["guild_id"], row["given_at"], words)
