"""Looks at the feeds that are due, adds what is new in them, and pauses those that are dead."""

import asyncio
import logging

import discord
from discord.ext import commands, tasks

from bot import i18n, render_feeds
from bot.audit import tell_admins
from bot.errors import Busy
from bot.explain import explain
from bot.feed_checks import FeedChecks
from bot.feed_schedule import is_dead
from bot.feeds_view import resume_button
from bot.jobs import Failure
from bot.reply import Reply
from bot.store.feeds import FollowedFeed
from index import Addition
from index.errors import ArticleGone, PublisherBusy

log = logging.getLogger(__name__)


class FeedWatch(commands.Cog):
    """Once a minute it asks which feeds are due; each is a task of its own, as the articles of a
    guild may have to wait for other jobs there."""

    def __init__(self, bot: commands.Bot, checks: FeedChecks) -> None:
        self.bot = bot
        self.checks = checks
        self.feeds = bot.memory.feeds
        self._at_work: set[asyncio.Task[None]] = set()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """on_ready comes again after a loss of connection."""
        if not self.minutely.is_running():
            self.minutely.start()

    def cog_unload(self) -> None:
        """The bot ends."""
        self.minutely.cancel()
        for task in self._at_work:
            task.cancel()

    @tasks.loop(minutes=1)
    async def minutely(self) -> None:
        """A loop ends with its first error, so none gets out."""
        try:
            for feed in await asyncio.to_thread(self.feeds.due):
                await self._begin(feed)
        except Exception as error:
            explain(error)

    async def _begin(self, feed: FollowedFeed) -> None:
        """Put off first: whatever becomes of it, it is not due again in the next minute."""
        await asyncio.to_thread(self.feeds.put_off, feed.id, self.checks.next_time())
        if guild := self.bot.get_guild(feed.guild_id):
            task = asyncio.create_task(self._check(guild, feed))
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)

    async def _check(self, guild: discord.Guild, feed: FollowedFeed) -> None:
        i18n.speak(guild.preferred_locale)
        try:
            await self._look(guild, feed)
        except Busy as error:
            log.info("a feed is put off: %s", error)
        except Exception as error:
            await self._fail(guild, feed, error)

    async def _look(self, guild: discord.Guild, feed: FollowedFeed) -> None:
        found = await self.checks.fetch(feed)
        todo = await self.checks.tasks(feed, found) if found else []
        outcomes = await self.bot.jobs.run(guild.id, todo) if todo else []
        await self.checks.finish(feed, found)
        if any(_is_news(each) for each in outcomes):
            await self._tell(guild, feed, render_feeds.news(feed, outcomes))

    async def _fail(self, guild: discord.Guild, feed: FollowedFeed, error: Exception) -> None:
        """One that is gone for good, or failed too often, is paused with a notice."""
        reason, failures = explain(error), feed.failures + 1
        if not isinstance(error, ArticleGone) and not is_dead(failures):
            asked = error.wait if isinstance(error, PublisherBusy) else 0.0
            next_at = self.checks.next_time(failures, asked)
            await asyncio.to_thread(self.feeds.failed, feed.id, reason, next_at)
            return
        await asyncio.to_thread(self.feeds.pause, feed.id, reason)
        notice = render_feeds.paused(feed, reason) | {"view": resume_button(feed)}
        await self._tell(guild, feed, notice)

    async def _tell(self, guild: discord.Guild, feed: FollowedFeed, message: Reply) -> None:
        settings = self.bot.settings.of(guild.id)
        await tell_admins(guild, settings, message, instead=feed.channel_id)


def _is_news(outcome: Addition | Failure | None) -> bool:
    """What was there already is none."""
    return not isinstance(outcome, Addition) or outcome.outcome != "unchanged"
