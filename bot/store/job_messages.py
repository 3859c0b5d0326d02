"""The messages that show a job at work, so that the next start finds those that were left over. No
personal data: a row is there as long as its job runs."""

from dataclasses import dataclass

from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class JobMessage:
    """Where a message is, and the locale of whoever asked for the job, as Discord names it."""

    guild_id: int
    channel_id: int
    message_id: int
    locale: str


class JobMessages:
    """Those whose job has not ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, message: JobMessage) -> None:
        """Its job begins."""
        self._database.execute(
            "INSERT OR REPLACE INTO job_messages (message_id, guild_id, channel_id, locale)"
            " VALUES (:message, :guild, :channel, :locale)",
            message=message.message_id,
            guild=message.guild_id,
            channel=message.channel_id,
            locale=message.locale,
        )

    def all(self) -> list[JobMessage]:
        """Every one, the oldest first."""
        rows = self._database.rows("SELECT * FROM job_messages ORDER BY message_id")
        names = ("guild_id", "channel_id", "message_id", "locale")
        return [JobMessage(*(row[name] for name in names)) for row in rows]

    def forget(self, message_id: int) -> None:
        """Its job has ended."""
        self._database.execute(
            "DELETE FROM job_messages WHERE message_id = :message", message=message_id
        )

    def forget_guild(self, guild_id: int) -> int:
        """Forget those of a guild; returns how many."""
        return self._database.execute(
            "DELETE FROM job_messages WHERE guild_id = :guild", guild=guild_id
        )
