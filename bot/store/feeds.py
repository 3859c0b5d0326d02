"""The feeds that a guild follows, and how it went when they were last looked at. No personal data:
who added a feed stands in the audit line only."""

import sqlite3
import time
from dataclasses import dataclass
from enum import StrEnum

from bot.store.database import Database
from index.feeds import Validators


class State(StrEnum):
    """An offered feed waits for an admin's confirmation, a paused one for an admin's repair."""

    OFFERED = "offered"
    FOLLOWED = "followed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed of a guild. `channel_id` is where it was added, `failures` how many checks failed one
    after the other, `reason` why the last one did; times are seconds since 1970."""

    id: int
    guild_id: int
    channel_id: int
    url: str
    title: str
    state: State
    validators: Validators
    failures: int
    reason: str | None
    checked_at: float | None


class Feeds:
    """By guild and number; the number alone finds nothing, as buttons can be forged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def offer(self, guild_id: int, channel_id: int, url: str, title: str) -> FollowedFeed:
        """Keep a feed that is not followed yet; one that was offered before is offered anew."""
        self._database.execute(
            "DELETE FROM feeds WHERE guild_id = :guild AND state = 'offered'", guild=guild_id
        )
        (row,) = self._database.rows(
            "INSERT INTO feeds (guild_id, channel_id, url, title, state)"
            " VALUES (:guild, :channel, :url, :title, 'offered') RETURNING *",
            guild=guild_id,
            channel=channel_id,
            url=url,
            title=title,
        )
        return _feed(row)

    def of_guild(self, guild_id: int) -> list[FollowedFeed]:
        """Those that are followed or paused, in the order in which they were added."""
        rows = self._database.rows(
            "SELECT * FROM feeds WHERE guild_id = :guild AND state != 'offered' ORDER BY id",
            guild=guild_id,
        )
        return [_feed(row) for row in rows]

    def find(self, guild_id: int, feed_id: int) -> FollowedFeed | None:
        """One of that guild."""
        rows = self._database.rows(
            "SELECT * FROM feeds WHERE guild_id = :guild AND id = :id", guild=guild_id, id=feed_id
        )
        return _feed(rows[0]) if rows else None

    def due(self) -> list[FollowedFeed]:
        """Those to look at now, of all guilds, the longest due first."""
        rows = self._database.rows(
            "SELECT * FROM feeds WHERE state = 'followed' AND next_at <= :now ORDER BY next_at",
            now=time.time(),
        )
        return [_feed(row) for row in rows]

    def follow(self, feed_id: int, next_at: float) -> None:
        """From here on it is looked at; what failed before is forgotten."""
        self._database.execute(
            "UPDATE feeds SET state = 'followed', failures = 0, reason = NULL, next_at = :next"
            " WHERE id = :id",
            id=feed_id,
            next=next_at,
        )

    def put_off(self, feed_id: int, next_at: float) -> None:
        """Not to be looked at before then."""
        self._database.execute(
            "UPDATE feeds SET next_at = :next WHERE id = :id", id=feed_id, next=next_at
        )

    def checked(self, feed_id: int, validators: Validators) -> None:
        """It could be read; `validators` are those of what was read whole."""
        self._database.execute(
            "UPDATE feeds SET failures = 0, reason = NULL, checked_at = :now, etag = :etag,"
            " modified = :modified WHERE id = :id",
            id=feed_id,
            now=time.time(),
            etag=validators.etag,
            modified=validators.modified,
        )

    def failed(self, feed_id: int, reason: str, next_at: float) -> None:
        """It could not be read; it is tried again then."""
        self._database.execute(
            "UPDATE feeds SET failures = failures + 1, reason = :reason, next_at = :next"
            " WHERE id = :id",
            id=feed_id,
            reason=reason,
            next=next_at,
        )

    def pause(self, feed_id: int, reason: str) -> None:
        """It is not tried again until somebody resumes it."""
        self._database.execute(
            "UPDATE feeds SET state = 'paused', failures = failures + 1, reason = :reason"
            " WHERE id = :id",
            id=feed_id,
            reason=reason,
        )

    def remove(self, feed_id: int) -> None:
        """Follow it no longer; its articles stay."""
        self._database.execute("DELETE FROM feed_entries WHERE feed_id = :id", id=feed_id)
        self._database.execute("DELETE FROM feeds WHERE id = :id", id=feed_id)

    def forget_guild(self, guild_id: int) -> int:
        """Forget those of a guild, and their entries; returns how many rows that were."""
        entries = self._database.execute(
            "DELETE FROM feed_entries WHERE feed_id IN"
            " (SELECT id FROM feeds WHERE guild_id = :guild)",
            guild=guild_id,
        )
        this = "DELETE FROM feeds WHERE guild_id = :guild"
        return entries + self._database.execute(this, guild=guild_id)


def _feed(row: sqlite3.Row) -> FollowedFeed:
    same = ("id", "guild_id", "channel_id", "url", "title")
    return FollowedFeed(
        *(row[name] for name in same),
        state=State(row["state"]),
        validators=Validators(row["etag"], row["modified"]),
        failures=row["failures"],
        reason=row["reason"],
        checked_at=row["checked_at"],
    )
