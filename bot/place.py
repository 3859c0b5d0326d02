"""Where somebody acts: in a server that the bot was invited to, or wherever else they brought it
along, having installed it for themselves. There, and in direct messages, only `shared` is read."""

from collections.abc import Callable
from typing import TypeVar

import discord
from discord import app_commands

Command = TypeVar("Command", bound=Callable | type | app_commands.Command)

CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)


def everywhere(command: Command) -> Command:
    """For a command that every person may bring along: in all servers and all conversations."""
    command = app_commands.allowed_installs(guilds=INSTALLS.guild, users=INSTALLS.user)(command)
    return app_commands.allowed_contexts(
        guilds=CONTEXTS.guild, dms=CONTEXTS.dm_channel, private_channels=CONTEXTS.private_channel
    )(command)


def place_of(interaction: discord.Interaction) -> int | None:
    """The guild whose articles are read and whose settings hold. None where there is none: in a
    conversation, where the bot is no member, and where only the person installed it, not the
    guild: its admins may have kept the command from them."""
    guild_id = interaction.guild_id
    if guild_id is None or interaction.client.get_guild(guild_id) is None:
        return None
    alone = interaction.is_user_integration() and not interaction.is_guild_integration()
    return None if alone else guild_id


def is_guest(interaction: discord.Interaction) -> bool:
    """Whether the bot was brought along into a guild that has nothing to do with it."""
    return interaction.guild_id is not None and place_of(interaction) is None
