"""The menu "Ask about this message": a message is a question, or its text is looked up."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answer_button import count_press
from bot.answering import answered
from bot.follow_up import Meant
from bot.i18n import N_, _
from bot.place import CONTEXTS, INSTALLS, place_of
from bot.store.questions import AskedQuestion, Asker

MENTION = re.compile(r"<@[!&]?\d+>")
NO_TEXT = N_("There is no text in this message to look up.")


class AskMessage(commands.Cog):
    """Only whoever asks sees the answer: it was somebody else who wrote the message."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(
            name="Ask about this message",
            callback=self.ask_about,
            allowed_contexts=CONTEXTS,
            allowed_installs=INSTALLS,
        )

    async def cog_load(self) -> None:
        """A menu is no command of a cog, so it is added by hand."""
        self.bot.tree.add_command(self.menu)

    async def ask_about(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Answer a message, privately, with excerpts from the articles."""
        count_press(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        text = text_of(message)
        if not text:
            await interaction.followup.send(**render.sentence(_(NO_TEXT)))
            return
        asker = Asker(interaction.user.id, place_of(interaction))
        reply = await answered(self.bot, Meant(AskedQuestion(text, None)), asker)
        await interaction.followup.send(**reply)


def text_of(message: discord.Message) -> str:
    """What it says, without mentions; of a link or an answer what its first card says."""
    words = MENTION.sub(" ", message.content).strip()
    if words or not message.embeds:
        return words
    card = message.embeds[0]
    return "\n".join(filter(None, (card.title, card.description)))
