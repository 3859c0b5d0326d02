"""Messages of jobs that a restart has ended: they would show progress for ever. They are told so at
the next start."""

import asyncio
from collections.abc import Sequence

from discord.ext import commands

from bot import i18n, render_job
from bot.job_message import edit
from bot.store.job_messages import JobMessage
from bot.store.memory import Memory


class Interrupted(commands.Cog):
    """Finds them before the first event, as later ones are of jobs that run."""

    def __init__(self, bot: commands.Bot, memory: Memory) -> None:
        self.bot = bot
        self.messages = memory.job_messages
        self.left: Sequence[JobMessage] = ()

    async def cog_load(self) -> None:
        """The bot starts."""
        self.left = await asyncio.to_thread(self.messages.all)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Say it, once: on_ready comes again after a loss of connection."""
        left, self.left = self.left, ()
        for message in left:
            await self._tell(message)

    async def _tell(self, left: JobMessage) -> None:
        i18n.speak(left.locale)
        channel = self.bot.get_partial_messageable(left.channel_id, guild_id=left.guild_id)
        message = channel.get_partial_message(left.message_id)
        await edit(message, render_job.interrupted() | {"view": None})
        await asyncio.to_thread(self.messages.forget, left.message_id)
