"""Documents -> a job that adds them to the guild of an interaction, and notes who did."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.added_by import note_adder
from bot.job_message import ADDING, run_shown
from bot.jobs import Job, Task
from index import Addition, Document


async def add_shown(interaction: discord.Interaction, documents: Sequence[Document]) -> None:
    """Add them one by one, in a message that shows how far that is. Raises Busy."""
    tasks = [Task(each.title, partial(_add, interaction, each)) for each in documents]
    await run_shown(interaction, Job(interaction.guild_id, tasks, interaction.user.id), ADDING)


async def _add(interaction: discord.Interaction, document: Document) -> Addition:
    """Noted at once: what follows may be cancelled or interrupted."""
    changes = interaction.client.librarian.changes
    addition = await changes.add(document, interaction.guild_id)
    await note_adder(interaction, [addition])
    return addition
