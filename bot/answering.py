"""A question -> the reply with its buttons, and a line of the guild's log: the one way of asking,
for commands, messages and menus."""

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer_view import with_buttons
from bot.follow_up import Meant
from bot.i18n import translated
from bot.reply import Reply
from bot.store.questions import Asker
from index import LibraryError

if TYPE_CHECKING:
    from bot.client import Bot

log = logging.getLogger(__name__)


async def answered(bot: "Bot", meant: Meant, asker: Asker) -> Reply:
    """The answer as it is sent, with how the question was understood."""
    asked = meant.asked
    answer = await bot.librarian.ask(asked.text, asker.guild_id, asked.article, asked.since)
    try:
        await asyncio.to_thread(bot.memory.log.write, answer, asker)
    except LibraryError as error:  # a full disk, say: the answer matters more
        log.warning("a question was not logged: %s", error)
    note = " ".join(filter(None, (meant.note, translated(answer.note or "")))) or None
    return await with_buttons(asked, replace(answer, note=note), asker, bot.memory.questions)
