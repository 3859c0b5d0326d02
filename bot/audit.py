"""A line for each admin action, in the channel that the admins chose in /settings."""

import logging

import discord

from bot.permissions import settings_of
from bot.reply import DESCRIPTION, Reply, clip, reply

log = logging.getLogger(__name__)


async def audit(interaction: discord.Interaction, outcome: Reply) -> None:
    """Say there who did it, and what the person was told. A line that cannot be sent is logged:
    the action is done by then."""
    channel = interaction.guild.get_channel(settings_of(interaction).audit_channel or 0)
    if channel is None:
        return
    line = f"<@{interaction.user.id}>: {outcome['embeds'][0].description}"
    try:
        await channel.send(**reply(clip(line, DESCRIPTION)))
    except discord.HTTPException as error:
        log.warning("an audit line could not be sent: %s", error)
