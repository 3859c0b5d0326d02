"""All that the bot itself remembers: its tables together, and whom it forgets in all of them.

A table with personal data belongs into `personal`, any with rows of a guild into `forget_guild`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.config import Config
from bot.store.additions import Additions
from bot.store.database import Database
from bot.store.feed_entries import FeedEntries
from bot.store.feedback import Feedback
from bot.store.feeds import Feeds
from bot.store.guilds import Guilds
from bot.store.job_messages import JobMessages
from bot.store.kept import Kept
from bot.store.question_log import QuestionLog
from bot.store.questions import Questions
from bot.store.settings import Settings


@dataclass(frozen=True, slots=True)
class Memory:
    """Every method may wait for the disk, but for `settings.of`."""

    database: Database
    questions: Questions
    settings: Settings
    log: QuestionLog
    feedback: Feedback
    guilds: Guilds
    additions: Additions
    feeds: Feeds
    feed_entries: FeedEntries
    job_messages: JobMessages

    @classmethod
    def open(cls, path: Path, config: Config) -> Self:
        """The file at `path`, made where there is none. Raises LibraryError."""
        database = Database.open(path)
        settings = Settings(database)
        return cls(
            database,
            Questions(database, config.buttons_days),
            settings,
            QuestionLog(database, settings),
            Feedback(database, config.feedback_days),
            Guilds(database),
            Additions(database),
            Feeds(database),
            FeedEntries(database),
            JobMessages(database),
        )

    @property
    def passing(self) -> tuple[Questions | QuestionLog | Feedback, ...]:
        """The tables whose rows are kept for some days."""
        return self.questions, self.log, self.feedback

    @property
    def personal(self) -> tuple[Questions | QuestionLog | Feedback | Additions, ...]:
        """The tables that hold personal data."""
        return *self.passing, self.additions

    def of_person(self, user_id: int) -> list[Kept]:
        """Everything that is kept of a person, newest first."""
        kept = [item for table in self.personal for item in table.of_person(user_id)]
        return sorted(kept, key=lambda item: -item.at)

    def forget_person(self, user_id: int) -> int:
        """Erase it; returns how many things that were."""
        return sum(table.forget_person(user_id) for table in self.personal)

    def forget_guild(self, guild_id: int) -> int:
        """Erase what is kept of a guild; returns how many rows that were."""
        tables = (*self.personal, self.settings, self.guilds, self.job_messages, self.feeds)
        return sum(table.forget_guild(guild_id) for table in tables)

    def purge(self) -> None:
        """Delete what is older than it may be."""
        for table in self.passing:
            table.purge()

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()
