"""Which entries of a feed were dealt with, so that none is added twice, nor again after an admin
removed its article; and from which feed an article came."""

import hashlib
import json
import time
from collections.abc import Iterable, Sequence

from bot.store.database import Database
from bot.store.feeds import FollowedFeed
from bot.store.questions import DAY
from index.feeds import FeedEntry

TRIES = 3  # checks in which an article that fails is tried
DAYS = 90  # for which an entry is remembered that the feed no longer lists


class FeedEntries:
    """An entry is known by a hash: publishers' own names for them can be of any length."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, feed: FollowedFeed, entries: Sequence[FeedEntry]) -> list[FeedEntry]:
        """Those to be added, or to be tried again."""
        rows = self._database.rows(
            "SELECT entry FROM feed_entries WHERE feed_id = :feed"
            " AND (source IS NOT NULL OR tries >= :tries)",
            feed=feed.id,
            tries=TRIES,
        )
        done = {row["entry"] for row in rows}
        return [entry for entry in entries if _hash(entry) not in done]

    def added(self, feed: FollowedFeed, entry: FeedEntry, source: str) -> None:
        """Its article is in, under that source."""
        self._note(feed, [entry], source, 1)

    def failed(self, feed: FollowedFeed, entry: FeedEntry) -> None:
        """Its article could not be added this time."""
        self._note(feed, [entry], None, 1)

    def pass_over(self, feed: FollowedFeed, entries: Iterable[FeedEntry]) -> None:
        """They are not to be added: older than the feed's following, or cancelled."""
        self._note(feed, entries, None, TRIES)

    def feed_of(self, guild_id: int, source: str) -> str | None:
        """The title of the feed of that guild from which an article came."""
        rows = self._database.rows(
            "SELECT title FROM feed_entries JOIN feeds ON feeds.id = feed_id"
            " WHERE guild_id = :guild AND source = :source",
            guild=guild_id,
            source=source,
        )
        return rows[0]["title"] if rows else None

    def counts(self, guild_id: int) -> dict[int, int]:
        """How many articles came from each feed of a guild, by the feed's number."""
        rows = self._database.rows(
            "SELECT feed_id, count(source) AS articles FROM feed_entries"
            " JOIN feeds ON feeds.id = feed_id WHERE guild_id = :guild GROUP BY feed_id",
            guild=guild_id,
        )
        return {row["feed_id"]: row["articles"] for row in rows}

    def forget_old(self, feed: FollowedFeed, entries: Sequence[FeedEntry]) -> int:
        """Forget what gave no article and is no longer listed; returns how many."""
        return self._database.execute(
            "DELETE FROM feed_entries WHERE feed_id = :feed AND source IS NULL AND seen_at < :old"
            " AND entry NOT IN (SELECT value FROM json_each(:listed))",
            feed=feed.id,
            old=time.time() - DAYS * DAY,
            listed=json.dumps([_hash(entry) for entry in entries]),
        )

    def _note(
        self, feed: FollowedFeed, entries: Iterable[FeedEntry], source: str | None, tries: int
    ) -> None:
        """Nothing where the feed was removed meanwhile."""
        self._database.execute(
            "INSERT INTO feed_entries (feed_id, entry, source, tries, seen_at)"
            " SELECT :feed, value, :source, :tries, :now FROM json_each(:entries)"
            " WHERE EXISTS (SELECT 1 FROM feeds WHERE id = :feed)"
            " ON CONFLICT (feed_id, entry) DO UPDATE SET source = coalesce(:source, source),"
            " tries = tries + :tries, seen_at = :now",
            feed=feed.id,
            entries=json.dumps([_hash(entry) for entry in entries]),
            source=source,
            tries=tries,
            now=time.time(),
        )


def _hash(entry: FeedEntry) -> str:
    return hashlib.sha256(entry.id.encode("utf-8", "surrogatepass")).hexdigest()[:32]
