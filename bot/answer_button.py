"""What the buttons under an answer share. Their ids hold a token of the store, so that they
survive a restart; ids come back from a client, so each press looks up again what may be read where
it is pressed."""

import asyncio

import discord

from bot.permissions import require_asking
from bot.place import place_of
from bot.store.questions import AskedQuestion

TOKEN = r"(?P<token>[\w-]{22})"  # noqa: S105 (a pattern, no secret)


async def find_asked(interaction: discord.Interaction, token: str) -> AskedQuestion:
    """The question under whose answer a button was pressed. Raises ButtonExpired."""
    questions = interaction.client.questions
    return await asyncio.to_thread(questions.find, token, place_of(interaction))


def count_press(interaction: discord.Interaction) -> None:
    """What asks the index counts as a question. Raises NotHere, TooManyQuestions."""
    require_asking(interaction)
    interaction.client.cooldown.take(interaction.user.id, place_of(interaction))
