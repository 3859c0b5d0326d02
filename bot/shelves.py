"""Which collections a guild has and reads, and short names for what is in them."""

import hashlib

from index import SHARED


def own(guild_id: int) -> str:
    """The collection of a guild: what its admins may change."""
    return f"guild:{guild_id}"


def readable(guild_id: int | None) -> tuple[str, ...]:
    """The collections that may be quoted in a guild, or in a direct message (None)."""
    return (SHARED,) if guild_id is None else (own(guild_id), SHARED)


def key(source: str) -> str:
    """A short name for an article, for what Discord limits to 100 characters."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]
