"""/settings: what the admins of a guild decide about the bot; the panel is settings_view.py's."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.permissions import require_admin, settings_of
from bot.settings_view import panel


class SettingsCommand(commands.Cog):
    """One command, which shows the panel."""

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(self, interaction: discord.Interaction) -> None:
        """See and change how questions are answered in this server."""
        require_admin(interaction)
        await interaction.response.send_message(**panel(settings_of(interaction)), ephemeral=True)
