"""What everything that is pressed or chosen under a message shares: how it is found again by its
id, and the way of its errors."""

import re
from typing import Self

import discord
from discord import ui

from bot import i18n


class Item(ui.DynamicItem[ui.Item], template=r"item:none"):
    """Its state is in its id, so it survives a restart. What its template names, in strings, is
    what its constructor takes; those that take more rebuild themselves."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item, match: re.Match[str]
    ) -> Self:
        """Rebuild what was pressed."""
        return cls(**match.groupdict())

    async def callback(self, interaction: discord.Interaction) -> None:
        """Check and press, and bring errors to where every error goes: discord.py would swallow
        them."""
        i18n.speak(interaction.locale)
        try:
            self.check(interaction)
            await self.press(interaction)
        except Exception as error:
            await interaction.client.tree.on_error(interaction, error)

    def check(self, interaction: discord.Interaction) -> None:
        """Raise LibraryError where this person may not press it; here anybody may."""

    async def press(self, interaction: discord.Interaction) -> None:
        """What it does."""
        raise NotImplementedError
