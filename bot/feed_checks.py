"""A feed -> the articles that are new in it, as tasks of a job. Knows nothing of Discord."""

import asyncio
import time
from collections.abc import Sequence
from functools import partial

from bot.config import Config
from bot.errors import FeedRefused
from bot.feed_schedule import wait_after
from bot.jobs import Job, Task
from bot.librarian import Librarian
from bot.store.feeds import FollowedFeed
from bot.store.memory import Memory
from index import Addition
from index.errors import NotChanged
from index.feeds import FeedEntry, FetchedFeed, Validators, fetch_feed
from index.network.urls import canonical

MOST = 10  # articles of a feed that are added in one check


class FeedChecks:
    """Fetches one feed at a time: each takes a child process to read."""

    def __init__(self, librarian: Librarian, memory: Memory, config: Config) -> None:
        self._librarian = librarian
        self._feeds, self._entries = memory.feeds, memory.feed_entries
        self._config = config
        self._one_at_a_time = asyncio.Lock()

    async def offer(
        self, url: str, guild_id: int, channel_id: int
    ) -> tuple[FollowedFeed, FetchedFeed]:
        """A feed that somebody wants to follow, and what it lists. Raises FeedRefused,
        ArticleError."""
        url, followed = canonical(url.strip()), await self.of_guild(guild_id)
        if any(feed.url == url for feed in followed):
            raise FeedRefused("This feed is followed already; /feeds list shows it.")
        if len(followed) >= (most := self._config.feeds_per_server):
            raise FeedRefused("This server follows {count} feeds; no more are taken.", count=most)
        found = await self._fetch(url, Validators())
        args = (guild_id, channel_id, url, found.title)
        return await asyncio.to_thread(self._feeds.offer, *args), found

    async def of_guild(self, guild_id: int) -> list[FollowedFeed]:
        """Those that are followed or paused there."""
        return await asyncio.to_thread(self._feeds.of_guild, guild_id)

    async def find(self, guild_id: int, feed_id: int) -> FollowedFeed:
        """Raises FeedRefused where there is none."""
        feed = await asyncio.to_thread(self._feeds.find, guild_id, feed_id)
        if feed is None:
            raise FeedRefused("This feed is not kept any more. Add it again with /feeds add.")
        return feed

    async def begin(self, feed: FollowedFeed) -> tuple[FetchedFeed, Job]:
        """Follow it from now on: the job adds its newest articles, the older ones are passed over.
        Raises ArticleError, and then changes nothing."""
        found = await self._fetch(feed.url, Validators())
        older = found.entries[MOST:]
        await asyncio.to_thread(self._entries.pass_over, feed, older)
        await asyncio.to_thread(self._feeds.follow, feed.id, self.next_time())
        return found, Job(feed.guild_id, await self.tasks(feed, found))

    async def fetch(self, feed: FollowedFeed) -> FetchedFeed | None:
        """What it lists now; None if that is what it listed before. Raises ArticleError."""
        try:
            return await self._fetch(feed.url, feed.validators)
        except NotChanged:
            return None

    async def tasks(self, feed: FollowedFeed, found: FetchedFeed) -> list[Task]:
        """To add what is new in it, the newest first."""
        fresh = await asyncio.to_thread(self._entries.open, feed, found.entries)
        return [Task(e.title, partial(self._add, feed, e)) for e in fresh[:MOST]]

    async def finish(self, feed: FollowedFeed, found: FetchedFeed | None) -> None:
        """Its check is over. Where something is left to add, it is read again next time, changed
        or not."""
        validators = feed.validators
        if found:
            left = await asyncio.to_thread(self._entries.open, feed, found.entries)
            validators = Validators() if left else found.validators
            await asyncio.to_thread(self._entries.forget_old, feed, found.entries)
        await asyncio.to_thread(self._feeds.checked, feed.id, validators)

    async def pass_over(self, feed: FollowedFeed, entries: Sequence[FeedEntry]) -> None:
        """Somebody does not want them."""
        left = await asyncio.to_thread(self._entries.open, feed, entries)
        await asyncio.to_thread(self._entries.pass_over, feed, left)

    def next_time(self, failures: int = 0, asked: float = 0.0) -> float:
        """When it is to be looked at again, in seconds since 1970; see `wait_after`."""
        return time.time() + wait_after(self._config.feed_minutes, failures, asked)

    async def _fetch(self, url: str, known: Validators) -> FetchedFeed:
        async with self._one_at_a_time:
            return await asyncio.to_thread(fetch_feed, url, self._config.index, known)

    async def _add(self, feed: FollowedFeed, entry: FeedEntry) -> Addition:
        """Whatever fails is tried again, a few times."""
        try:
            document = await self._librarian.reading.url(entry.url)
            addition = await self._librarian.changes.add(document, feed.guild_id)
        except Exception:
            await asyncio.to_thread(self._entries.failed, feed, entry)
            raise
        source = addition.document.source
        await asyncio.to_thread(self._entries.added, feed, entry, source)
        return addition
