"""A line for each admin action, and what happens without one, in the channel that the admins chose
in /settings."""

import logging

import discord

from bot.permissions import settings_of
from bot.reply import DESCRIPTION, Reply, clip, reply
from bot.store.settings import GuildSettings

log = logging.getLogger(__name__)


async def audit(interaction: discord.Interaction, outcome: Reply) -> None:
    """Say there who did it, and what the person was told. A line that cannot be sent is logged:
    the action is done by then."""
    line = f"<@{interaction.user.id}>: {outcome['embeds'][0].description}"
    message = reply(clip(line, DESCRIPTION))
    await tell_admins(interaction.guild, settings_of(interaction), message)


async def tell_admins(
    guild: discord.Guild, settings: GuildSettings, message: Reply, instead: int = 0
) -> None:
    """Send a message to the channel of the audit lines; without one to the channel `instead`."""
    chosen, other = (guild.get_channel(each or 0) for each in (settings.audit_channel, instead))
    if (channel := chosen or other) is None:
        return
    try:
        await channel.send(**message)
    except discord.HTTPException as error:
        log.warning("an audit line could not be sent: %s", error)
