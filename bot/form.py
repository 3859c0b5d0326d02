"""What every form shares: the reader's language, and the way of its errors."""

import discord
from discord import ui

from bot import i18n


class Form(ui.Modal):
    """Its title and labels are made when it is opened, in the language of who opens it."""

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Check and take what was filled in."""
        i18n.speak(interaction.locale)
        self.check(interaction)
        await self.submit(interaction)

    def check(self, interaction: discord.Interaction) -> None:
        """Raise LibraryError where this person may not send it; here anybody may."""

    async def submit(self, interaction: discord.Interaction) -> None:
        """What it does."""
        raise NotImplementedError

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:
        """To where every error goes."""
        await interaction.client.tree.on_error(interaction, error)
