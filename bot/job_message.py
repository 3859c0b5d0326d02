"""The message of a channel that shows a job: how far it is, a button to cancel it, what became of
it. A message of the channel, as an interaction's own reply can be edited for 15 minutes only."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from bot import render_job
from bot.audit import audit
from bot.i18n import N_, _
from bot.item import Item
from bot.jobs import Job, Outcome, Progress
from bot.permissions import require_admin
from bot.reply import Reply
from bot.starters_view import starters_after
from bot.store.job_messages import JobMessage

EVERY = 2.0  # seconds between two edits

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a job is called, and what is told of its outcomes in the end."""

    title: str
    ended: Callable[[Sequence[Outcome], int], Reply]


ADDING = Kind(N_("Adding articles"), render_job.added)
REINDEXING = Kind(N_("Indexing articles again"), render_job.reindexed)


class CancelButton(Item, template=r"job:cancel:(?P<job_id>[\w-]{12})"):
    """Cancels the job that its id names, if it is this guild's."""

    def __init__(self, job_id: str) -> None:
        super().__init__(ui.Button(label=_("Cancel"), custom_id=f"job:cancel:{job_id}"))
        self.job_id = job_id

    async def press(self, interaction: discord.Interaction) -> None:
        """For whoever asked for it, and for admins. The message tells the rest by itself."""
        jobs = interaction.client.jobs
        job = jobs.find(self.job_id, interaction.guild_id)
        if interaction.user.id != job.asker_id:
            require_admin(interaction)
        await interaction.response.defer()
        jobs.cancel(job)


BUTTONS = (CancelButton,)


async def run_shown(interaction: discord.Interaction, job: Job, kind: Kind) -> None:
    """Do a job whose message answers the interaction, and tell the audit channel. Raises Busy
    before anything is done."""
    client = interaction.client
    client.jobs.require_room(job.guild_id)
    posted = client.jobs.progress(job)
    message = await _post(interaction, _shown(job, posted, kind))
    left = JobMessage(job.guild_id, message.channel.id, message.id, str(interaction.locale))
    await asyncio.to_thread(client.memory.job_messages.keep, left)
    client.jobs.start(job)
    while not await job.wait(EVERY):
        if (now := client.jobs.progress(job)) != posted:
            await edit(message, _shown(job, now, kind))
        posted = now
    if job.interrupted:
        return  # the next start finds what is left of it: interrupted.py
    reply = kind.ended(job.outcomes, len(job.tasks))
    starters = await starters_after(interaction, job.outcomes)
    if not await edit(message, reply | {"view": starters}):  # a channel that the bot cannot see
        await _sent(interaction.followup.send(**reply), "the end of a job")
    for page in render_job.further_failures(job.outcomes):
        await _sent(message.channel.send(**page), "what failed")
    await asyncio.to_thread(client.memory.job_messages.forget, left.message_id)
    await audit(interaction, reply)


async def edit(message: discord.PartialMessage, reply: Reply) -> bool:
    """Returns whether it could be shown."""
    return await _sent(message.edit(**reply), "a report")


async def _sent(sending: Awaitable[object], what: str) -> bool:
    """Returns whether it could be shown; that it could not must not end a job."""
    try:
        await sending
    except discord.HTTPException as error:
        log.warning("%s could not be shown: %s", what, error)
        return False
    return True


async def _post(interaction: discord.Interaction, reply: Reply) -> discord.PartialMessage:
    """Answer the interaction; returns the message as one of the channel."""
    sent = await interaction.followup.send(**reply, wait=True)
    channel = interaction.client.get_partial_messageable(
        interaction.channel_id, guild_id=interaction.guild_id
    )
    return channel.get_partial_message(sent.id)


def _shown(job: Job, now: Progress, kind: Kind) -> Reply:
    view = ui.View(timeout=None)
    if not now.cancelled:
        view.add_item(CancelButton(job.id))
    return render_job.progress(now, _(kind.title)) | {"view": view}
