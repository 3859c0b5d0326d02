"""Buttons that ask a question. It stands in the id: a forged one is but another question."""

from collections.abc import Sequence

import discord
from discord import ui

from bot.answer_button import count_press
from bot.answering import answered
from bot.follow_up import Meant
from bot.item import Item
from bot.permissions import answers_privately
from bot.place import place_of
from bot.starters import find_starters
from bot.store.questions import AskedQuestion, Asker
from index import Addition


class StarterButton(Item, template=r"starter:(?P<question>.{1,80})"):
    """Asks its question; privately where the message with the button is private."""

    def __init__(self, question: str) -> None:
        super().__init__(ui.Button(label=question, custom_id=f"starter:{question}"))
        self.question = question

    async def press(self, interaction: discord.Interaction) -> None:
        """Answer as /ask does."""
        count_press(interaction)
        private = interaction.message.flags.ephemeral or answers_privately(interaction)
        await interaction.response.defer(ephemeral=private, thinking=True)
        asker = Asker(interaction.user.id, place_of(interaction))
        meant = Meant(AskedQuestion(self.question, None))
        await interaction.followup.send(**await answered(interaction.client, meant, asker))


BUTTONS = (StarterButton,)


async def starters_after(
    interaction: discord.Interaction, outcomes: Sequence[Addition | str]
) -> ui.View:
    """Questions to ask of the first article that was added."""
    librarian, guild_id = interaction.client.librarian, place_of(interaction)
    for outcome in outcomes:
        if isinstance(outcome, Addition):
            return starter_buttons(await find_starters(librarian, guild_id, outcome.document))
    return starter_buttons([])


def starter_buttons(questions: Sequence[str]) -> ui.View:
    """A row for each: labels are as long as questions are."""
    view = ui.View(timeout=None)
    for row, question in enumerate(questions):
        button = StarterButton(question)
        button.row = row
        view.add_item(button)
    return view
