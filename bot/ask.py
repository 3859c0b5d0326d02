"""Asking in all its ways: /ask, a message that mentions the bot, a direct message."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answer_view import with_buttons
from bot.choices import article_choices
from bot.explain import explain
from bot.librarian import Librarian, readable
from bot.reply import Reply
from bot.store.questions import Asker


class Ask(commands.Cog):
    """One question, one answer, wherever it is asked."""

    def __init__(self, bot: commands.Bot, librarian: Librarian) -> None:
        self.bot = bot
        self.librarian = librarian

    @app_commands.command()
    @app_commands.describe(question="What do you want to know?", article="Only from this article")
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def ask(
        self, interaction: discord.Interaction, question: str, article: str | None = None
    ) -> None:
        """Answer a question with excerpts from the articles."""
        asker = Asker(interaction.user.id, interaction.guild_id)
        self.bot.cooldown.take(asker.user_id, asker.guild_id)
        await interaction.response.defer(thinking=True)
        answer = await self.librarian.ask(question, asker.guild_id, article)
        await interaction.followup.send(**await with_buttons(answer, asker, self.bot.questions))

    @ask.autocomplete("article")
    async def _articles(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await article_choices(self.librarian, typed, readable(interaction.guild_id))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that names the bot, or any direct one; people only."""
        question = self._question(message)
        if question is not None:
            reply = await self._answer(message, question)
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(**reply, reference=reference, mention_author=False)

    def _question(self, message: discord.Message) -> str | None:
        """What is asked, perhaps nothing (""); None where nobody talks to us.

        Written out: a reply to one of our messages mentions us too, with no question in it.
        """
        if message.author.bot or message.webhook_id or message.is_system():
            return None
        question, named = re.subn(rf"<@!?{self.bot.user.id}>", " ", message.content)
        return question.strip() if named or message.guild is None else None

    async def _answer(self, message: discord.Message, question: str) -> Reply:
        if not question:
            return render.how_to_ask()
        asker = Asker(message.author.id, message.guild and message.guild.id)
        try:
            self.bot.cooldown.take(asker.user_id, asker.guild_id)
            async with message.channel.typing():
                answer = await self.librarian.ask(question, asker.guild_id)
                return await with_buttons(answer, asker, self.bot.questions)
        except Exception as error:  # there is no tree around a message: same sentence as there
            return render.sentence(explain(error))
