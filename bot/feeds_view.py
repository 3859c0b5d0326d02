"""The buttons of /feeds. The number of a feed stands in their ids, so they survive a restart; ids
come back from a client, so each press checks the permission and looks the feed up in the guild."""

import asyncio
import re
from typing import Self

import discord
from discord import ui

from bot import render, render_feeds
from bot.admin_item import AdminItem
from bot.audit import audit
from bot.i18n import N_, _
from bot.job_message import Kind, run_shown
from bot.render_job import added
from bot.reply import Reply
from bot.store.feeds import FollowedFeed, State

FOLLOWING = Kind(N_("Adding the newest articles of a feed"), added)


class FeedButton(AdminItem, template=r"feeds:none"):
    """A button about one feed."""

    action, label, style = "none", N_("Feed"), discord.ButtonStyle.secondary

    def __init__(self, feed_id: int) -> None:
        custom_id = f"feeds:{self.action}:{feed_id}"
        super().__init__(ui.Button(label=_(self.label), custom_id=custom_id, style=self.style))
        self.feed_id = feed_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Button, match: re.Match[str]
    ) -> Self:
        """Rebuild the button that was pressed."""
        return cls(int(match["feed_id"]))

    async def feed(self, interaction: discord.Interaction) -> FollowedFeed:
        """Raises FeedRefused."""
        return await interaction.client.feed_checks.find(interaction.guild_id, self.feed_id)


class FollowButton(FeedButton, template=r"feeds:follow:(?P<feed_id>[0-9]{1,15})"):
    """Follows a feed that was offered."""

    action, label, style = "follow", N_("Follow"), discord.ButtonStyle.success

    async def press(self, interaction: discord.Interaction) -> None:
        """The newest articles are added at once, in a message that shows it."""
        feed = await self.feed(interaction)
        await interaction.response.defer()
        await follow(interaction, feed)


class ResumeButton(FeedButton, template=r"feeds:resume:(?P<feed_id>[0-9]{1,15})"):
    """Takes a paused feed up again."""

    action, label = "resume", N_("Try again")

    async def press(self, interaction: discord.Interaction) -> None:
        """It is looked at within a minute."""
        feed = await self.feed(interaction)
        await interaction.response.defer()
        reply = await resume(interaction, feed)
        await interaction.edit_original_response(**reply, view=None)


class RemoveFeedButton(FeedButton, template=r"feeds:remove:(?P<feed_id>[0-9]{1,15})"):
    """Ends it; its articles stay."""

    action, label, style = "remove", N_("Remove"), discord.ButtonStyle.danger

    async def press(self, interaction: discord.Interaction) -> None:
        """What was added from it stays."""
        feed = await self.feed(interaction)
        await asyncio.to_thread(interaction.client.memory.feeds.remove, feed.id)
        reply = render_feeds.removed(feed)
        await interaction.response.edit_message(**reply, view=None)
        if feed.state is not State.OFFERED:
            await audit(interaction, reply)


class LeaveFeedButton(FeedButton, template=r"feeds:leave:(?P<feed_id>[0-9]{1,15})"):
    """Leaves everything as it is."""

    action, label = "leave", N_("Cancel")

    async def press(self, interaction: discord.Interaction) -> None:
        """Say so, and take the buttons away."""
        reply = render.sentence(_("Nothing was changed."))
        await interaction.response.edit_message(**reply, view=None)


BUTTONS = (FollowButton, ResumeButton, RemoveFeedButton, LeaveFeedButton)


async def follow(interaction: discord.Interaction, feed: FollowedFeed) -> None:
    """Begin, and show how its newest articles are added. Raises Busy, ArticleError."""
    client = interaction.client
    client.jobs.require_room(feed.guild_id)
    found, job = await client.feed_checks.begin(feed)
    job.asker_id = interaction.user.id
    reply = render_feeds.following(feed, client.config.feed_minutes)
    await interaction.edit_original_response(**reply, view=None)
    await audit(interaction, reply)
    if job.tasks:
        await run_shown(interaction, job, FOLLOWING)
    if job.cancelled:
        await client.feed_checks.pass_over(feed, found.entries)
    await client.feed_checks.finish(feed, found)


async def resume(interaction: discord.Interaction, feed: FollowedFeed) -> Reply:
    """Look at it again soon; returns what to tell of that."""
    client = interaction.client
    await asyncio.to_thread(client.memory.feeds.follow, feed.id, 0.0)
    reply = render_feeds.resumed(feed)
    await audit(interaction, reply)
    return reply


def confirm_following(feed: FollowedFeed) -> ui.View:
    """Follow, or not."""
    view = ui.View(timeout=None)
    return view.add_item(FollowButton(feed.id)).add_item(LeaveFeedButton(feed.id))


def confirm_removal(feed: FollowedFeed) -> ui.View:
    """Remove, or not."""
    view = ui.View(timeout=None)
    return view.add_item(RemoveFeedButton(feed.id)).add_item(LeaveFeedButton(feed.id))


def resume_button(feed: FollowedFeed) -> ui.View:
    """Under the notice of a feed that was paused."""
    return ui.View(timeout=None).add_item(ResumeButton(feed.id))
