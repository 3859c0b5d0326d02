"""The buttons under an answer. Their ids hold a token of the store, so they survive a restart; ids
come back from a client, so each press looks up again what may be read where it is pressed."""

import asyncio
import logging
import re
from typing import Self

import discord
from discord import ui

from bot import render
from bot.permissions import require_asking
from bot.reply import Reply
from bot.store.questions import AskedQuestion, Asker, Questions
from index import Answer, LibraryError

log = logging.getLogger(__name__)


class ClosestButton(ui.DynamicItem[ui.Button], template=r"answer:closest:(?P<token>[\w-]{22})"):
    """Shows whoever presses it, privately, what comes closest where there is no answer."""

    def __init__(self, token: str) -> None:
        custom_id = f"answer:closest:{token}"
        super().__init__(ui.Button(label="Show the closest passages", custom_id=custom_id))
        self.token = token

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Button, match: re.Match[str]
    ) -> Self:
        """Rebuild the button that was pressed."""
        return cls(match["token"])

    async def callback(self, interaction: discord.Interaction) -> None:
        """Press, and bring errors to where every error goes: discord.py would swallow them."""
        try:
            await self._press(interaction)
        except Exception as error:
            await interaction.client.tree.on_error(interaction, error)

    async def _press(self, interaction: discord.Interaction) -> None:
        """Ask again: articles may have come or gone since."""
        require_asking(interaction)
        bot, where = interaction.client, interaction.guild_id
        bot.cooldown.take(interaction.user.id, where)
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await asyncio.to_thread(bot.questions.find, self.token, where)
        answer = await bot.librarian.ask(asked.text, where, asked.article)
        await interaction.followup.send(**render.closest(answer), ephemeral=True)


BUTTONS = (ClosestButton,)


async def with_buttons(answer: Answer, asker: Asker, questions: Questions) -> Reply:
    """An answer, and what can be pressed under it. Raises NotVerbatim."""
    reply = render.answer(answer)
    if answer.closest:
        asked = AskedQuestion(answer.query.text, answer.query.source)
        try:
            token = await asyncio.to_thread(questions.keep, asked, asker)
            reply["view"] = ui.View(timeout=None).add_item(ClosestButton(token))
        except LibraryError as error:  # a full disk, say: the answer matters more than its buttons
            log.warning("an answer has no buttons: %s", error)
    return reply
