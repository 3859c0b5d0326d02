"""What every button and menu of an admin command shares: the check at each press."""

import discord

from bot.item import Item
from bot.permissions import require_admin


class AdminItem(Item, template=r"admin:none"):
    """For admins only."""

    def check(self, interaction: discord.Interaction) -> None:
        """Raises NotAllowed."""
        require_admin(interaction)
