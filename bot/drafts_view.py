"""The preview of what could be added, and its buttons. Only whoever brought it sees it; each press
checks again that this person is an admin."""

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Self

import discord
from discord import ui

from bot import render, render_drafts
from bot.adding import add_shown
from bot.admin_item import AdminItem
from bot.drafts import SECONDS, Batch, Draft, Entry
from bot.i18n import N_, _
from bot.paging import page_count, turns
from bot.reply import Reply

TOKEN = r"(?P<token>[\w-]{16})"  # noqa: S105 (a pattern)
EXPIRED = N_("This preview has expired, and nothing was added.")

log = logging.getLogger(__name__)


class AddButton(AdminItem, template=rf"drafts:add:{TOKEN}"):
    """Adds all that could be read."""

    def __init__(self, token: str) -> None:
        style = discord.ButtonStyle.success
        super().__init__(ui.Button(label=_("Add"), custom_id=f"drafts:add:{token}", style=style))
        self.token = token

    async def press(self, interaction: discord.Interaction) -> None:
        """The job has a message of its own, which everybody sees."""
        client, guild_id = interaction.client, interaction.guild_id
        client.jobs.require_room(guild_id)
        batch = client.drafts.take(self.token, guild_id, interaction.user.id)
        told = render.sentence(_("The message below shows how far it is."))
        await interaction.response.edit_message(**told, view=None)
        await add_shown(interaction, batch.documents)


class DropButton(AdminItem, template=rf"drafts:drop:{TOKEN}"):
    """Forgets it."""

    def __init__(self, token: str) -> None:
        super().__init__(ui.Button(label=_("Cancel"), custom_id=f"drafts:drop:{token}"))
        self.token = token

    async def press(self, interaction: discord.Interaction) -> None:
        """Say so, and take the buttons away."""
        interaction.client.drafts.take(self.token, interaction.guild_id, interaction.user.id)
        told = render.sentence(_("Nothing was added."))
        await interaction.response.edit_message(**told, view=None)


class DraftPageButton(AdminItem, template=rf"drafts:page:(?P<page>[0-9]{{1,5}}):{TOKEN}"):
    """Turns to a page of a preview."""

    def __init__(self, token: str, page: int, label: str, disabled: bool = False) -> None:
        custom_id = f"drafts:page:{page}:{token}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.token = token
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Button, match: re.Match[str]
    ) -> Self:
        """Rebuild the button that was pressed."""
        return cls(match["token"], int(match["page"]), item.label or _("Page"))

    async def press(self, interaction: discord.Interaction) -> None:
        """Show the page."""
        drafts, who = interaction.client.drafts, interaction.user.id
        batch = drafts.find(self.token, interaction.guild_id, who)
        await interaction.response.edit_message(**_page(batch, self.token, self.page))


BUTTONS = (AddButton, DropButton, DraftPageButton)


async def offer(interaction: discord.Interaction, entries: Sequence[Entry]) -> None:
    """Show what was read as the reply to an interaction that was deferred privately, with the
    buttons to add it or not; and say so when nobody pressed one."""
    if not any(isinstance(each, Draft) for each in entries):
        await interaction.followup.send(**render_drafts.unreadable(entries))
        return
    batch = Batch(interaction.guild_id, interaction.user.id, tuple(entries))
    token = interaction.client.drafts.hold(batch)
    await interaction.followup.send(**_page(batch, token, 0))
    await asyncio.sleep(SECONDS)
    if interaction.client.drafts.drop(token):
        await _expire(interaction)


def _page(batch: Batch, token: str, page: int) -> Reply:
    count = page_count(batch.entries, render_drafts.PAGE)
    page = min(page, count - 1)
    view = ui.View(timeout=None).add_item(AddButton(token)).add_item(DropButton(token))
    for turn in turns(page, count):
        view.add_item(DraftPageButton(token, turn.page, turn.label, turn.disabled))
    return render_drafts.preview(batch.entries, page) | {"view": view}


async def _expire(interaction: discord.Interaction) -> None:
    try:
        await interaction.edit_original_response(**render.sentence(_(EXPIRED)), view=None)
    except discord.HTTPException as error:
        log.warning("that a preview has expired could not be shown: %s", error)
