"""The questions whose answers have buttons. A button's id has room for a token, not for a question.

They are personal data: kept for a few days only, under a hash of who asked, and erased with the
guild or the person.
"""

import hashlib
import json
import secrets
import sqlite3
import time
from dataclasses import astuple, dataclass
from typing import Self

from bot.errors import ButtonExpired
from bot.i18n import N_
from bot.store.database import Database
from bot.store.kept import Kept
from bot.store.person import PersonHash
from index import Citation

DAY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and in which guild; directly where it is None."""

    user_id: int
    guild_id: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a citation marked, `text[start:end]` of its article, without the words themselves."""

    collection: str
    source: str
    start: int
    end: int
    digest: str

    @classmethod
    def of(cls, citation: Citation) -> Self:
        """What this citation marks."""
        start, end = citation.highlight
        words = citation.excerpt[start - citation.start : end - citation.start]
        return cls(citation.collection, citation.source, start, end, _digest(words))

    def stands_in(self, text: str) -> bool:
        """Whether the article still has these words there."""
        return _digest(text[self.start : self.end]) == self.digest


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it was put, to all articles or to one, to those of any time or `since` one (in
    words); and what the answer quoted."""

    text: str
    article: str | None
    since: str | None = None
    shown: tuple[Shown, ...] = ()


class Questions:
    """Kept for `days`, then no longer found; each new one deletes those that are older."""

    def __init__(self, database: Database, days: int) -> None:
        self._database = database
        self._person = PersonHash(database)
        self._seconds = days * DAY

    def keep(self, question: AskedQuestion, asker: Asker) -> str:
        """Returns the token by which it is found: 128 random bits, so that nobody guesses one."""
        self.purge()
        token = secrets.token_urlsafe(16)
        self._database.execute(
            "INSERT INTO questions (token, guild_id, asker, text, article, since, shown, asked_at)"
            " VALUES (:token, :guild, :asker, :text, :article, :since, :shown, :now)",
            token=token,
            guild=asker.guild_id,
            asker=self._person.of(asker.user_id),
            text=question.text,
            article=question.article,
            since=question.since,
            shown=json.dumps([astuple(shown) for shown in question.shown]),
            now=time.time(),
        )
        return token

    def find(self, token: str, guild_id: int | None) -> AskedQuestion:
        """The question, if it was put in that guild. Raises ButtonExpired."""
        rows = self._database.rows(
            "SELECT text, article, since, shown FROM questions"
            " WHERE token = :token AND guild_id IS :guild AND asked_at >= :oldest",
            token=token,
            guild=guild_id,
            oldest=time.time() - self._seconds,
        )
        if not rows:
            raise ButtonExpired("This button has expired. Please ask the question again.")
        return _to_question(rows[0])

    def was_asked_by(self, token: str, asker: Asker) -> bool:
        """Whether this person asked it there; False where it is no longer kept."""
        rows = self._database.rows(
            "SELECT 1 FROM questions WHERE token = :token AND guild_id IS :guild"
            " AND asker = :asker",
            token=token,
            guild=asker.guild_id,
            asker=self._person.of(asker.user_id),
        )
        return bool(rows)

    def forget(self, token: str, guild_id: int | None) -> None:
        """Delete one question of a guild, if it is there."""
        self._database.execute(
            "DELETE FROM questions WHERE token = :token AND guild_id IS :guild",
            token=token,
            guild=guild_id,
        )

    def of_person(self, user_id: int) -> list[Kept]:
        """What is kept of a person, newest first."""
        rows = self._database.rows(
            "SELECT * FROM questions WHERE asker = :asker ORDER BY asked_at DESC",
            asker=self._person.of(user_id),
        )
        kind = N_("for the buttons under an answer")
        return [Kept(kind, row["guild_id"], row["asked_at"], row["text"]) for row in rows]

    def purge(self) -> int:
        """Delete what is older than it may be; returns how many."""
        oldest = time.time() - self._seconds
        return self._database.execute(
            "DELETE FROM questions WHERE asked_at < :oldest", oldest=oldest
        )

    def forget_guild(self, guild_id: int) -> int:
        """Delete what was asked there; returns how many."""
        return self._database.execute(
            "DELETE FROM questions WHERE guild_id = :guild", guild=guild_id
        )

    def forget_person(self, user_id: int) -> int:
        """Delete what this person asked anywhere; returns how many."""
        return self._database.execute(
            "DELETE FROM questions WHERE asker = :asker", asker=self._person.of(user_id)
        )


def _to_question(row: sqlite3.Row) -> AskedQuestion:
    shown = tuple(Shown(*values) for values in json.loads(row["shown"]))
    return AskedQuestion(row["text"], row["article"], row["since"], shown)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
