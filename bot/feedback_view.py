"""The buttons that judge an answer, or delete it. A vote and its reason are seen by nobody but the
admins of the guild."""

import asyncio

import discord
from discord import ui

from bot import render
from bot.answer_button import TOKEN, find_asked
from bot.form import Form
from bot.i18n import N_, _
from bot.item import Item
from bot.permissions import NotAllowed
from bot.place import place_of
from bot.store.feedback import Vote
from bot.store.questions import Asker

THANKS = N_(
    "Thank you. Only the admins see it, without your name; you can change it here any time."
)
NOT_YOURS = N_(
    "Only the person who asked, or somebody with the permission Manage Messages, can delete an "
    "answer. After a few days we no longer know who asked."
)


class HelpfulButton(Item, template=rf"answer:helpful:{TOKEN}"):
    """Says that the answer helped."""

    def __init__(self, token: str) -> None:
        custom_id = f"answer:helpful:{token}"
        super().__init__(ui.Button(label=_("Helpful"), emoji="👍", custom_id=custom_id))
        self.token = token

    async def press(self, interaction: discord.Interaction) -> None:
        """Count it."""
        await vote(interaction, Vote(self.token, is_helpful=True))
        await interaction.response.send_message(**render.sentence(_(THANKS)), ephemeral=True)


class UnhelpfulButton(Item, template=rf"answer:unhelpful:{TOKEN}"):
    """Says that the answer did not help, and asks why."""

    def __init__(self, token: str) -> None:
        custom_id = f"answer:unhelpful:{token}"
        super().__init__(ui.Button(label=_("Not helpful"), emoji="👎", custom_id=custom_id))
        self.token = token

    async def press(self, interaction: discord.Interaction) -> None:
        """Count it, whether or not a reason follows."""
        await vote(interaction, Vote(self.token, is_helpful=False))
        await interaction.response.send_modal(ReasonForm(self.token))


class DeleteButton(Item, template=rf"answer:delete:{TOKEN}"):
    """Deletes the answer, for whoever asked and for moderators."""

    def __init__(self, token: str) -> None:
        super().__init__(ui.Button(label=_("Delete"), custom_id=f"answer:delete:{token}"))
        self.token = token

    async def press(self, interaction: discord.Interaction) -> None:
        """Delete the message and the question. Raises NotAllowed."""
        questions = interaction.client.questions
        asker = Asker(interaction.user.id, place_of(interaction))
        may = interaction.permissions.manage_messages and interaction.guild_id is not None
        if not (may or await asyncio.to_thread(questions.was_asked_by, self.token, asker)):
            raise NotAllowed(NOT_YOURS)
        await interaction.response.defer()
        await interaction.delete_original_response()
        await asyncio.to_thread(questions.forget, self.token, place_of(interaction))


BUTTONS = (HelpfulButton, UnhelpfulButton, DeleteButton)


class ReasonForm(Form):
    """A reason for a vote; it may be left out."""

    def __init__(self, token: str) -> None:
        super().__init__(title=_("What was wrong?"))
        self.token = token
        field = ui.TextInput(
            style=discord.TextStyle.paragraph,
            max_length=500,
            required=False,
            placeholder=_("Wrong passage, wrong person, something is missing"),
        )
        self.reason = ui.Label(text=_("Only the admins see it, without your name"), component=field)
        self.add_item(self.reason)

    async def submit(self, interaction: discord.Interaction) -> None:
        """Keep the reason with the vote."""
        reason = self.reason.component.value.strip() or None
        await vote(interaction, Vote(self.token, is_helpful=False, reason=reason))
        await interaction.response.send_message(**render.sentence(_(THANKS)), ephemeral=True)


async def vote(interaction: discord.Interaction, given: Vote) -> None:
    """Count a vote on an answer that was given here. Raises ButtonExpired."""
    await find_asked(interaction, given.token)
    voter = Asker(interaction.user.id, place_of(interaction))
    await asyncio.to_thread(interaction.client.memory.feedback.give, given, voter)
