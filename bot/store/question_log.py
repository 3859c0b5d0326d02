"""The log of questions of the guilds that have turned it on: what was asked, whether the articles
cover it, and which of them were quoted. Personal data: see `purge`."""

import json
import time
from dataclasses import dataclass

from bot.i18n import N_
from bot.store.database import Database
from bot.store.kept import Kept
from bot.store.person import PersonHash
from bot.store.questions import DAY, Asker
from bot.store.settings import Settings
from index import Answer


@dataclass(frozen=True, slots=True)
class Logged:
    """A question of the log; `articles` are the titles of those that its answer quoted."""

    text: str
    covered: bool
    articles: tuple[str, ...]
    at: float


class QuestionLog:
    """Written only where the guild's settings say so, and kept for as long as they say."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._person = PersonHash(database)
        self._settings = settings

    def is_on(self, guild_id: int | None) -> bool:
        """Whether questions of this place are logged; never in a direct message."""
        return guild_id is not None and self._settings.of(guild_id).log_questions

    def write(self, answer: Answer, asker: Asker) -> None:
        """Log a question, if its guild wants it."""
        if not self.is_on(asker.guild_id):
            return
        self._database.execute(
            "INSERT INTO question_log (guild_id, asker, text, covered, articles, asked_at)"
            " VALUES (:guild, :asker, :text, :covered, :articles, :now)",
            guild=asker.guild_id,
            asker=self._person.of(asker.user_id),
            text=answer.query.text,
            covered=answer.covered,
            articles=json.dumps(list(dict.fromkeys(c.title for c in answer.citations))),
            now=time.time(),
        )

    def of_guild(self, guild_id: int) -> list[Logged]:
        """What is logged of a guild, newest first."""
        rows = self._database.rows(
            "SELECT * FROM question_log WHERE guild_id = :guild ORDER BY id DESC", guild=guild_id
        )
        return [
            Logged(r["text"], bool(r["covered"]), tuple(json.loads(r["articles"])), r["asked_at"])
            for r in rows
        ]

    def of_person(self, user_id: int) -> list[Kept]:
        """What is logged of a person, newest first."""
        rows = self._database.rows(
            "SELECT * FROM question_log WHERE asker = :asker ORDER BY id DESC",
            asker=self._person.of(user_id),
        )
        kind = N_("in the question log of a server")
        return [Kept(kind, row["guild_id"], row["asked_at"], row["text"]) for row in rows]

    def purge(self) -> None:
        """Delete what is older than its guild keeps it; all, where the log is turned off."""
        for row in self._database.rows("SELECT DISTINCT guild_id FROM question_log"):
            guild_id = row["guild_id"]
            days = self._settings.of(guild_id).log_days if self.is_on(guild_id) else 0
            self._database.execute(
                "DELETE FROM question_log WHERE guild_id = :guild AND asked_at < :oldest",
                guild=guild_id,
                oldest=time.time() - days * DAY,
            )

    def forget_guild(self, guild_id: int) -> int:
        """Delete what was asked there; returns how many."""
        return self._database.execute(
            "DELETE FROM question_log WHERE guild_id = :guild", guild=guild_id
        )

    def forget_person(self, user_id: int) -> int:
        """Delete what this person asked anywhere; returns how many."""
        return self._database.execute(
            "DELETE FROM question_log WHERE asker = :asker", asker=self._person.of(user_id)
        )
