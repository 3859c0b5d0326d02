"""What every button and menu of an admin command shares: the check at each press, and the way of
its errors."""

import discord
from discord import ui

from bot.permissions import require_admin


class AdminItem(ui.DynamicItem[ui.Item], template=r"admin:none"):
    """For admins only. Its state is in its id, so it survives a restart."""

    async def callback(self, interaction: discord.Interaction) -> None:
        """Check and press; discord.py would swallow what is raised here."""
        try:
            require_admin(interaction)
            await self.press(interaction)
        except Exception as error:
            await interaction.client.tree.on_error(interaction, error)

    async def press(self, interaction: discord.Interaction) -> None:
        """What it does."""
        raise NotImplementedError
