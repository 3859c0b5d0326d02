"""/feeds: RSS and Atom feeds whose articles are added to the guild as they come."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot import render_feeds
from bot.choices import feed_choices
from bot.errors import FeedRefused
from bot.feed_checks import MOST as MOST_ARTICLES
from bot.feed_checks import FeedChecks
from bot.feeds_view import confirm_following, confirm_removal, resume
from bot.permissions import is_admin, require_admin
from bot.store.feeds import FollowedFeed, State


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class Feeds(commands.GroupCog, group_name="feeds", group_description="Follow feeds of articles"):
    """Add, list, remove and resume."""

    def __init__(self, checks: FeedChecks) -> None:
        self.checks = checks

    def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Before every command of the group. Raises NotAllowed."""
        require_admin(interaction)
        return True

    @app_commands.command()
    @app_commands.describe(url="Address of an RSS or Atom feed")
    async def add(self, interaction: discord.Interaction, url: str) -> None:
        """Follow a feed, after a look at what it lists."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        feed, found = await self.checks.offer(url, interaction.guild_id, interaction.channel_id)
        reply = render_feeds.offered(feed, found, MOST_ARTICLES)
        await interaction.followup.send(**reply, view=confirm_following(feed))

    @app_commands.command(name="list")
    async def list_(self, interaction: discord.Interaction) -> None:
        """List the feeds that this server follows, and how each is doing."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        feeds = await self.checks.of_guild(interaction.guild_id)
        entries = interaction.client.memory.feed_entries
        counts = await asyncio.to_thread(entries.counts, interaction.guild_id)
        await interaction.followup.send(**render_feeds.listed(feeds, counts))

    @app_commands.command()
    @app_commands.describe(feed="Choose from the list")
    async def remove(self, interaction: discord.Interaction, feed: str) -> None:
        """Follow a feed no longer; its articles stay."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = await self._chosen(interaction.guild_id, feed)
        reply = render_feeds.removal(chosen)
        await interaction.followup.send(**reply, view=confirm_removal(chosen))

    @app_commands.command()
    @app_commands.describe(feed="Choose from the list")
    async def resume(self, interaction: discord.Interaction, feed: str) -> None:
        """Look at a feed that was paused, or failed, again."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        chosen = await self._chosen(interaction.guild_id, feed)
        await interaction.followup.send(**await resume(interaction, chosen))

    @remove.autocomplete("feed")
    async def _all(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return feed_choices(await self._offered(interaction), typed)

    @resume.autocomplete("feed")
    async def _stuck(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        feeds = await self._offered(interaction)
        paused = [feed for feed in feeds if feed.state is State.PAUSED]
        return feed_choices(paused, typed) or feed_choices(feeds, typed)

    async def _offered(self, interaction: discord.Interaction) -> list[FollowedFeed]:
        """Those of this guild, to admins alone."""
        return await self.checks.of_guild(interaction.guild_id) if is_admin(interaction) else []

    async def _chosen(self, guild_id: int, name: str) -> FollowedFeed:
        """By number, title or address. Raises FeedRefused."""
        for feed in await self.checks.of_guild(guild_id):
            if name in (str(feed.id), feed.url) or name.casefold() == feed.title.casefold():
                return feed
        raise FeedRefused("There is no feed '{name}' here. Choose one from the list.", name=name)
