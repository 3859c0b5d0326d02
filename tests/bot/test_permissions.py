"""Who is an admin: whoever may manage the server, in a server."""

from types import SimpleNamespace

import discord
import pytest

from bot.permissions import NotAllowed, is_admin, require_admin


def interaction(guild_id: int | None, **rights: bool) -> SimpleNamespace:
    """What permissions.py reads of one."""
    return SimpleNamespace(guild_id=guild_id, permissions=discord.Permissions(**rights))


@pytest.mark.parametrize("right", ["manage_guild", "administrator"])
def test_who_may_manage_the_server_is_an_admin(right):
    require_admin(interaction(1, **{right: True}))


@pytest.mark.parametrize(
    "other",
    [
        interaction(1),
        interaction(1, manage_messages=True, manage_channels=True, kick_members=True),
        interaction(None, manage_guild=True, administrator=True),
    ],
)
def test_nobody_else_is(other):
    assert is_admin(other) is False
    with pytest.raises(NotAllowed, match="Manage Server"):
        require_admin(other)
