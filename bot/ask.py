"""Asking in all its ways: /ask, a message that mentions the bot, a direct message."""

import asyncio
import logging
import re

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.answer_view import with_buttons
from bot.choices import article_choices
from bot.explain import explain
from bot.librarian import Librarian, readable
from bot.permissions import answers_in, require_asking, settings_of
from bot.reply import Reply
from bot.store.questions import Asker
from index import Answer, LibraryError

log = logging.getLogger(__name__)


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
        require_asking(interaction)
        asker = Asker(interaction.user.id, interaction.guild_id)
        self.bot.cooldown.take(asker.user_id, asker.guild_id)
        private = settings_of(interaction).private
        await interaction.response.defer(thinking=True, ephemeral=private)
        answer = await self.librarian.ask(question, asker.guild_id, article)
        await interaction.followup.send(**await self._reply(answer, asker))

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
        guild_id = message.guild and message.guild.id
        if not answers_in(self.bot.settings.of(guild_id), message.channel):
            return None  # as if we were not there: the admins want it so
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
                return await self._reply(answer, asker)
        except Exception as error:  # there is no tree around a message: same sentence as there
            return render.sentence(explain(error))

    async def _reply(self, answer: Answer, asker: Asker) -> Reply:
        """The answer as it is sent; the question goes into its guild's log, if that keeps one."""
        memory = self.bot.memory
        try:
            await asyncio.to_thread(memory.log.write, answer, asker)
        except LibraryError as error:  # a full disk, say: the answer matters more
            log.warning("a question was not logged: %s", error)
        return await with_buttons(answer, asker, memory.questions)
