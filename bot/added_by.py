"""Additions -> a note of who made them: what the admins of a guild see beside each article."""

import asyncio
import logging
from collections.abc import Sequence

import discord

from bot.store.additions import Adder
from index import Addition, LibraryError

log = logging.getLogger(__name__)


async def note_adder(interaction: discord.Interaction, outcomes: Sequence[Addition | str]) -> None:
    """Remember who added what. The articles are in by then: a note that fails is only logged."""
    adder = Adder(interaction.user.id, interaction.user.display_name)
    additions = interaction.client.memory.additions
    try:
        for added in [each for each in outcomes if isinstance(each, Addition)]:
            source, anew = added.document.source, added.outcome == "added"
            await asyncio.to_thread(additions.note, interaction.guild_id, source, adder, anew)
    except LibraryError as error:
        log.warning("who added an article was not noted: %s", error)
