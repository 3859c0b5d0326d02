"""Who may do what. Discord's `default_member_permissions` is a hint that admins can override, and
subcommands, buttons and forms have none: so every one of them asks here, each time."""

import discord
from discord import app_commands

from index.errors import LibraryError


class NotAllowed(LibraryError, app_commands.CheckFailure):
    """The person may not do this; the message names the permission that it takes."""


def is_admin(interaction: discord.Interaction) -> bool:
    """Whether the person may manage this server; Discord computed it for this channel."""
    may = interaction.permissions
    return interaction.guild_id is not None and (may.manage_guild or may.administrator)


def require_admin(interaction: discord.Interaction) -> None:
    """Raise NotAllowed unless the person may manage this server."""
    if not is_admin(interaction):
        raise NotAllowed("Only people with the permission Manage Server can do this.")
