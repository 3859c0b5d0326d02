"""Who is an admin: whoever may manage the server, or has the role that was set, in a server."""

from types import SimpleNamespace

import discord
import pytest

from bot.permissions import NotAllowed, is_admin, require_admin, require_manager
from bot.store.settings import GuildSettings

SETTINGS = {1: GuildSettings(admin_role=50), 2: GuildSettings(), None: GuildSettings()}


def interaction(guild_id: int | None, roles: tuple[int, ...] = (), **rights: bool):
    """What permissions.py reads of one; guild 1 has an admin role, guild 2 has none,
    and the bot is in no other."""
    return SimpleNamespace(
        guild_id=guild_id,
        permissions=discord.Permissions(**rights),
        user=SimpleNamespace(roles=[discord.Object(role) for role in roles]),
        client=SimpleNamespace(settings=SimpleNamespace(of=SETTINGS.get), get_guild=SETTINGS.get),
        is_user_integration=lambda: False,
        is_guild_integration=lambda: True,
    )


@pytest.mark.parametrize("right", ["manage_guild", "administrator"])
def test_who_may_manage_the_server_is_an_admin(right):
    require_admin(interaction(1, **{right: True}))


def test_who_has_the_admin_role_is_an_admin_but_no_manager():
    helper = interaction(1, roles=(40, 50))

    require_admin(helper)
    with pytest.raises(NotAllowed, match="Manage Server can do this"):
        require_manager(helper)


@pytest.mark.parametrize(
    "other",
    [
        interaction(1),
        interaction(1, roles=(40,)),
        interaction(2, roles=(50,)),
        interaction(1, manage_messages=True, manage_channels=True, kick_members=True),
        interaction(3, manage_guild=True, administrator=True),
        interaction(None, manage_guild=True, administrator=True),
    ],
)
def test_nobody_else_is(other):
    assert is_admin(other) is False
    with pytest.raises(NotAllowed, match="Manage Server"):
        require_admin(other)
