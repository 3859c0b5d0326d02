"""What the admins of each guild have set. Read at every question, so kept in memory too: the file
is read once, at the start, and each change goes through to it."""

import json
from dataclasses import asdict, dataclass, replace
from threading import Lock
from typing import Any

import dacite

from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """One guild's settings; the defaults are those of a guild that has set nothing.

    `channels` are where the bot answers; empty: everywhere. A channel whose id is above `newest`
    (ids grow with time) was made after they were chosen: there `new_channels` decides. None for
    `excerpts` and `threshold`: as in config.yaml.
    """

    channels: tuple[int, ...] = ()
    newest: int = 0
    new_channels: bool = True
    admin_role: int | None = None
    excerpts: int | None = None
    threshold: float | None = None
    private: bool = False
    log_questions: bool = False
    log_days: int = 30
    per_minute: int = 60
    audit_channel: int | None = None

    def answers_in(self, channel_id: int) -> bool:
        """Whether questions are answered in this channel."""
        if self.newest and channel_id > self.newest:
            return self.new_channels
        return not self.channels or channel_id in self.channels


DEFAULTS = GuildSettings()


class Settings:
    """The settings of every guild; safe to read from any thread, without waiting."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._changing = Lock()
        rows = database.rows("SELECT guild_id, chosen FROM settings")
        self._known = {row["guild_id"]: _parsed(row["chosen"]) for row in rows}

    def of(self, guild_id: int | None) -> GuildSettings:
        """A guild's settings; the defaults in a direct message (None)."""
        return self._known.get(guild_id, DEFAULTS)

    def change(self, guild_id: int, **values: Any) -> GuildSettings:
        """Set some of them, named as in GuildSettings. Raises LibraryError, and changes nothing."""
        with self._changing:  # or one of two admins at once would undo the other's
            changed = replace(self.of(guild_id), **values)
            self._database.execute(
                "INSERT OR REPLACE INTO settings (guild_id, chosen) VALUES (:guild, :chosen)",
                guild=guild_id,
                chosen=json.dumps(asdict(changed)),
            )
            self._known[guild_id] = changed
        return changed

    def forget_guild(self, guild_id: int) -> int:
        """Back to the defaults; returns whether there was something to forget, as 0 or 1."""
        self._known.pop(guild_id, None)
        return self._database.execute(
            "DELETE FROM settings WHERE guild_id = :guild", guild=guild_id
        )


def _parsed(chosen: str) -> GuildSettings:
    """What a version with other settings has written is read as far as it is known."""
    as_written = dacite.Config(type_hooks={tuple[int, ...]: tuple})
    return dacite.from_dict(GuildSettings, json.loads(chosen), as_written)
