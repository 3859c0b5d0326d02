"""/help and /about: how to ask, and what the answers are made of."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import render_help
from bot.librarian import Librarian
from bot.permissions import is_admin
from bot.place import everywhere, place_of
from bot.shelves import readable
from bot.starters import find_starters
from bot.starters_view import starter_buttons


class Help(commands.Cog):
    """For everybody, privately."""

    def __init__(self, librarian: Librarian) -> None:
        self.librarian = librarian

    @app_commands.command()
    @everywhere
    async def help(self, interaction: discord.Interaction) -> None:
        """How to ask me."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        starters = await find_starters(self.librarian, place_of(interaction))
        reply = render_help.how_to(is_admin(interaction))
        await interaction.followup.send(**reply, view=starter_buttons(starters))

    @app_commands.command()
    @everywhere
    async def about(self, interaction: discord.Interaction) -> None:
        """What I quote from, and what I never do."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        articles = await self.librarian.articles(readable(place_of(interaction)))
        await interaction.followup.send(**render_help.about(articles))
