"""/help and /about: how to ask, and what the answers are made of."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import render_help
from bot.librarian import Librarian
from bot.permissions import is_admin
from bot.shelves import readable
from bot.starters import find_starters
from bot.starters_view import starter_buttons


class Help(commands.Cog):
    """For everybody, privately."""

    def __init__(self, librarian: Librarian) -> None:
        self.librarian = librarian

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def help(self, interaction: discord.Interaction) -> None:
        """How to ask me."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        starters = await find_starters(self.librarian, interaction.guild_id)
        reply = render_help.how_to(is_admin(interaction))
        await interaction.followup.send(**reply, view=starter_buttons(starters))

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def about(self, interaction: discord.Interaction) -> None:
        """What I quote from, and what I never do."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        articles = await self.librarian.articles(readable(interaction.guild_id))
        await interaction.followup.send(**render_help.about(articles))
