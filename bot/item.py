"""What everything that is pressed or chosen under a message shares: the way of its errors."""

import discord
from discord import ui

from bot import i18n


class Item(ui.DynamicItem[ui.Item], template=r"item:none"):
    """Its state is in its id, so it survives a restart."""

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
