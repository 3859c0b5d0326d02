"""What the bot does without being asked: each day it deletes what is old, and what is left of
guilds that it is no longer in."""

import asyncio
import logging

import discord
from discord.ext import commands, tasks

from bot.explain import explain
from bot.librarian import Librarian
from bot.shelves import own
from bot.store.memory import Memory

log = logging.getLogger(__name__)


class Upkeep(commands.Cog):
    """At the start and then daily; `purge_days` after it left a guild, its things are deleted."""

    def __init__(
        self, bot: commands.Bot, librarian: Librarian, memory: Memory, purge_days: int
    ) -> None:
        self.bot = bot
        self.librarian = librarian
        self.memory = memory
        self.purge_days = purge_days

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Note where the bot is, and begin; on_ready comes again after a loss of connection."""
        present = [guild.id for guild in self.bot.guilds]
        await asyncio.to_thread(self.memory.guilds.are, present)
        if not self.daily.is_running():
            self.daily.start()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was invited, perhaps again: what it has of the guild stays."""
        await asyncio.to_thread(self.memory.guilds.joined, guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was put out, or the guild is gone: the days begin to count."""
        await asyncio.to_thread(self.memory.guilds.left, guild.id)

    def cog_unload(self) -> None:
        """The bot ends."""
        self.daily.cancel()

    @tasks.loop(hours=24)
    async def daily(self) -> None:
        """One round; what fails is logged and tried again the next day."""
        try:
            await asyncio.to_thread(self.memory.purge)
            for guild_id in await asyncio.to_thread(self.memory.guilds.gone_for, self.purge_days):
                await self._forget(guild_id)
            for guild_id in await asyncio.to_thread(self.memory.additions.guilds):
                await self._forget_adders(guild_id)
        except Exception as error:
            explain(error)

    async def _forget(self, guild_id: int) -> None:
        """Articles first: should they fail, the guild is still known to be gone."""
        articles = await self.librarian.changes.forget_guild(guild_id)
        rows = await asyncio.to_thread(self.memory.forget_guild, guild_id)
        log.info("purged a server that was left: %d articles, %d rows", articles, rows)

    async def _forget_adders(self, guild_id: int) -> None:
        """Of articles that were removed where the bot does not see it: on the command line."""
        sources = [each.source for each in await self.librarian.articles((own(guild_id),))]
        await asyncio.to_thread(self.memory.additions.keep_only, guild_id, sources)
