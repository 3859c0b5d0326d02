"""The buttons of /privacy erase. Whoever presses one acts on their own things only, so their ids
hold nothing, and they survive a restart."""

import asyncio
import re
from typing import Self

import discord
from discord import ui

from bot import render, render_privacy
from bot.i18n import _
from bot.item import Item
from bot.reply import Reply


class ErasureButton(Item, template=r"privacy:(?P<choice>erase|keep)"):
    """Erases what is kept of who presses it, or leaves it."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Button, match: re.Match[str]
    ) -> Self:
        """Rebuild the button that was pressed."""
        return cls(item)

    async def press(self, interaction: discord.Interaction) -> None:
        """Erase it, or say that nothing was."""
        if self.custom_id == "privacy:keep":
            reply = render.sentence(_("Nothing was erased."))
            await interaction.response.edit_message(**reply, view=None)
            return
        await interaction.response.defer()
        forget = interaction.client.memory.forget_person
        count = await asyncio.to_thread(forget, interaction.user.id)
        await interaction.edit_original_response(**render_privacy.erased(count), view=None)


BUTTONS = (ErasureButton,)


def confirm_erasure() -> Reply:
    """The question, and its two answers."""
    danger = discord.ButtonStyle.danger
    message = render_privacy.erasure()
    message["view"] = ui.View(timeout=None)
    erase = ui.Button(label=_("Erase"), style=danger, custom_id="privacy:erase")
    for button in (erase, ui.Button(label=_("Keep"), custom_id="privacy:keep")):
        message["view"].add_item(ErasureButton(button))
    return message
