"""/quotes: all that somebody is quoted with. /people: who is quoted."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.answer_button import count_press
from bot.choices import person_choices
from bot.librarian import Librarian
from bot.place import everywhere, place_of
from bot.quotes_view import people_page, quotes_page
from bot.shelves import readable

LONGEST_TOPIC = 60  # it must fit into the id of a button


class Quotes(commands.Cog):
    """Reading quotes without a question; only whoever asks sees them."""

    def __init__(self, librarian: Librarian) -> None:
        self.librarian = librarian

    @app_commands.command()
    @app_commands.describe(person="Choose from the list", about="Only what is said about this")
    @everywhere
    async def quotes(
        self,
        interaction: discord.Interaction,
        person: str,
        about: app_commands.Range[str, 1, LONGEST_TOPIC] | None = None,
    ) -> None:
        """Show all that somebody is quoted as saying, newest first."""
        count_press(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        who = await self.librarian.people.find(person, readable(place_of(interaction)))
        await interaction.followup.send(**await quotes_page(interaction, who.name, about))

    @app_commands.command()
    @everywhere
    async def people(self, interaction: discord.Interaction) -> None:
        """Show who is quoted in the articles, and how often."""
        count_press(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send(**await people_page(interaction))

    @quotes.autocomplete("person")
    async def _people(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await person_choices(self.librarian, typed, readable(place_of(interaction)))
