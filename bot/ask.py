"""Asking in all its ways: /ask, a message that mentions the bot, a direct message."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot import i18n, render
from bot.answering import answered
from bot.choices import article_choices, time_choices, time_typed
from bot.explain import explain
from bot.follow_up import Meant, answer_of, meant_by, replied_to
from bot.librarian import Librarian
from bot.permissions import answers_in, answers_privately, require_asking
from bot.place import everywhere, place_of
from bot.reply import Reply
from bot.shelves import readable
from bot.store.questions import AskedQuestion, Asker


class Ask(commands.Cog):
    """One question, one answer, wherever it is asked."""

    def __init__(self, bot: commands.Bot, librarian: Librarian) -> None:
        self.bot = bot
        self.librarian = librarian

    # No autocomplete of the question itself: Enter would take a suggestion for what was typed.
    @app_commands.command()
    @app_commands.describe(
        question="What do you want to know?",
        article="Only from this article",
        since='Only from articles since then: "yesterday", "last week", 2026-11-22',
        private="Whether only you see the answer",
    )
    @everywhere
    async def ask(
        self,
        interaction: discord.Interaction,
        question: str,
        article: str | None = None,
        since: str | None = None,
        private: bool | None = None,
    ) -> None:
        """Answer a question with excerpts from the articles."""
        require_asking(interaction)
        asker = Asker(interaction.user.id, place_of(interaction))
        self.bot.cooldown.take(asker.user_id, asker.guild_id)
        hidden = answers_privately(interaction) if private is None else private
        await interaction.response.defer(thinking=True, ephemeral=hidden)
        meant = Meant(AskedQuestion(question, article, since and time_typed(since)))
        await interaction.followup.send(**await answered(self.bot, meant, asker))

    @ask.autocomplete("article")
    async def _articles(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await article_choices(self.librarian, typed, readable(place_of(interaction)))

    @ask.autocomplete("since")
    async def _times(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return time_choices(typed)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that names the bot, or any direct one; people only. The locale of who
        writes is not known: the server's language is spoken."""
        i18n.speak(message.guild and message.guild.preferred_locale)
        question = self._question(message)
        if question is not None:
            reply = await self._answer(message, question)
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(**reply, reference=reference, mention_author=False)

    def _question(self, message: discord.Message) -> str | None:
        """What is asked, perhaps nothing (""); None where nobody talks to us.

        Written out: a reply to one of our messages mentions us too. "Thanks!" is no question.
        """
        if message.author.bot or message.webhook_id or message.is_system():
            return None
        guild_id = message.guild and message.guild.id
        if not answers_in(self.bot.settings.of(guild_id), message.channel):
            return None  # as if we were not there: the admins want it so
        question, named = re.subn(rf"<@!?{self.bot.user.id}>", " ", message.content)
        question = question.strip()
        asks_on = question.endswith("?") and answer_of(replied_to(message), self.bot.user.id)
        return question if named or message.guild is None or asks_on else None

    async def _answer(self, message: discord.Message, question: str) -> Reply:
        if not question:
            return render.how_to_ask()
        asker = Asker(message.author.id, message.guild and message.guild.id)
        try:
            self.bot.cooldown.take(asker.user_id, asker.guild_id)
            async with message.channel.typing():
                people = self.librarian.people
                meant = await meant_by(message, question, self.bot.questions, people)
                return await answered(self.bot, meant, asker)
        except Exception as error:  # there is no tree around a message: same sentence as there
            return render.sentence(explain(error))
