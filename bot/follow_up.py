"""A message after an answer of ours -> the question that it means, and the article that is kept.

Nothing is remembered for it: the id of a button under the answer leads to the question.
"""

import asyncio
import re
from dataclasses import dataclass, replace

import discord

from bot.errors import ButtonExpired
from bot.i18n import N_, _
from bot.people import People
from bot.shelves import readable
from bot.store.questions import AskedQuestion, Questions
from index.follow_up import is_follow_up, understood
from index.speakers import names_match

TOKEN = re.compile(r"answer:\w+:([\w-]{22})(?::|$)")
LOOKED_AT = 20  # messages before one in a thread
FOLLOWS = N_("Understood after your question before.")
SAME_ARTICLE = N_("Asked of the same article only.")


@dataclass(frozen=True, slots=True)
class Meant:
    """A question as it was understood; `note` says so where it is not what was written."""

    asked: AskedQuestion
    note: str | None = None


async def meant_by(
    message: discord.Message, question: str, questions: Questions, people: People
) -> Meant:
    """What is asked, after the answer that the message replies to, or after the last one of its
    thread or direct messages."""
    guild_id = message.guild and message.guild.id
    before = await _before(message, question, questions)
    if before is None:
        return Meant(AskedQuestion(question, None))
    quoted = await people.of(readable(guild_id))

    def is_person(name: str) -> bool:
        return any(names_match(name, person.name) for person in quoted)

    text = understood(question, before.text, is_person)
    told = [_(FOLLOWS)] if text != question else []
    told += [_(SAME_ARTICLE)] if before.article else []
    asked = replace(before, text=text, shown=())
    return Meant(asked, " ".join(told) or None)


def answer_of(message: discord.Message | None, bot_id: int) -> str | None:
    """The token of an answer of ours; None for any other message."""
    if message is None or message.author.id != bot_id:
        return None
    for row in message.components:
        for item in getattr(row, "children", ()):
            if found := TOKEN.match(getattr(item, "custom_id", None) or ""):
                return found[1]
    return None


def replied_to(message: discord.Message) -> discord.Message | None:
    """The message that this one replies to, if Discord sent it along."""
    resolved = message.reference and message.reference.resolved
    return resolved if isinstance(resolved, discord.Message) else None


async def _before(
    message: discord.Message, question: str, questions: Questions
) -> AskedQuestion | None:
    bot_id = (message.guild or message.channel).me.id
    token = answer_of(replied_to(message), bot_id)
    is_talk = message.guild is None or isinstance(message.channel, discord.Thread)
    if token is None and is_talk and is_follow_up(question):
        token = await _last_answer(message, bot_id)
    if token is None:
        return None
    try:
        return await asyncio.to_thread(questions.find, token, message.guild and message.guild.id)
    except ButtonExpired:
        return None


async def _last_answer(message: discord.Message, bot_id: int) -> str | None:
    try:
        async for earlier in message.channel.history(limit=LOOKED_AT, before=message):
            if token := answer_of(earlier, bot_id):
                return token
    except discord.Forbidden:  # we may not read what was said before
        pass
    return None
