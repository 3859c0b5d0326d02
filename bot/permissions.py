"""Who may do what, and where. Discord's `default_member_permissions` is a hint that admins can
override, and subcommands, buttons and forms have none: each of them asks here, each time."""

import discord
from discord import app_commands

from bot.i18n import N_, _
from bot.place import is_guest, place_of
from bot.store.settings import GuildSettings
from index.errors import LibraryError

MANAGERS_ONLY = N_("Only people with the permission Manage Server can do this.")

# What the invitation in the README asks for, and what every answer needs, as people read it
NAMES = {
    "view_channel": N_("view channel"),
    "send_messages": N_("send messages"),
    "send_messages_in_threads": N_("send messages in threads"),
    "embed_links": N_("embed links"),
    "read_message_history": N_("read message history"),
}
NEEDED = discord.Permissions(**dict.fromkeys(NAMES, True))


class NotAllowed(LibraryError, app_commands.CheckFailure):
    """The person may not do this; the message names the permission that it takes."""


class NotHere(LibraryError):
    """Questions are not answered in this channel."""


def is_admin(interaction: discord.Interaction) -> bool:
    """Whether the person may manage this server (as Discord computed it for this channel), or has
    the role that whoever may has set in /settings."""
    if place_of(interaction) is None:
        return False
    role = settings_of(interaction).admin_role
    return may_manage(interaction) or role in {held.id for held in interaction.user.roles}


def may_manage(interaction: discord.Interaction) -> bool:
    """Whether the person may manage this server by a right of Discord's."""
    may = interaction.permissions
    return place_of(interaction) is not None and (may.manage_guild or may.administrator)


def require_admin(interaction: discord.Interaction) -> None:
    """Raise NotAllowed unless the person is an admin of this server."""
    if not is_admin(interaction):
        if settings_of(interaction).admin_role:
            raise NotAllowed(
                "Only people with the permission Manage Server or the admin role can do this."
            )
        raise NotAllowed(MANAGERS_ONLY)


def require_manager(interaction: discord.Interaction) -> None:
    """Raise NotAllowed unless Discord itself lets the person manage this server."""
    if not may_manage(interaction):
        raise NotAllowed(MANAGERS_ONLY)


def answers_in(settings: GuildSettings, channel: discord.abc.Snowflake) -> bool:
    """Whether questions are answered there; in a thread, as in its channel."""
    return settings.answers_in(getattr(channel, "parent_id", None) or channel.id)


def require_asking(interaction: discord.Interaction) -> None:
    """Raise NotHere where questions are not answered."""
    channel = interaction.channel or discord.Object(interaction.channel_id)
    if not answers_in(settings_of(interaction), channel):
        raise NotHere("Questions are not answered in this channel. Please ask in another one.")


def missing_in(granted: discord.Permissions) -> list[str]:
    """The names, as people read them, of the permissions that are needed and not granted."""
    return [_(NAMES[name]) for name, on in NEEDED if on and not getattr(granted, name)]


def settings_of(interaction: discord.Interaction) -> GuildSettings:
    """What the admins of the place have set."""
    return interaction.client.settings.of(place_of(interaction))


def answers_privately(interaction: discord.Interaction) -> bool:
    """Whether an answer is private where nothing else is asked for: as the admins have set it, and
    in a guild that did not invite the bot."""
    return settings_of(interaction).private or is_guest(interaction)
