"""What could be added, between its preview and the button that adds it. Held in memory: nothing is
stored before that button."""

import secrets
from dataclasses import dataclass

from bot.errors import PreviewExpired
from index import Document

SECONDS = 600.0  # that a preview waits: its message can be edited for 15 minutes at most
MOST = 24_000_000  # characters of all that waits; the oldest make room


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that is not added yet, and how many sentences of it could be quoted. `replaces`
    where the guild has one of the same source."""

    document: Document
    sentences: int
    replaces: bool


Entry = Draft | str  # or the sentence that says why there is none


@dataclass(frozen=True, slots=True)
class Batch:
    """What a person brought to a guild at once, in the order in which it was given."""

    guild_id: int
    user_id: int
    entries: tuple[Entry, ...]

    @property
    def documents(self) -> list[Document]:
        """Those that can be added."""
        return [each.document for each in self.entries if isinstance(each, Draft)]

    @property
    def characters(self) -> int:
        """How much memory it takes."""
        return sum(len(document.text) for document in self.documents)


class Drafts:
    """One batch for each person and guild, each found by a token."""

    def __init__(self) -> None:
        self._held: dict[str, Batch] = {}  # the oldest first

    def hold(self, batch: Batch) -> str:
        """Returns its token; the person's earlier batch in this guild is dropped."""
        whose = (batch.guild_id, batch.user_id)
        for token, held in list(self._held.items()):
            too_much = self._characters() + batch.characters > MOST
            if too_much or (held.guild_id, held.user_id) == whose:
                self.drop(token)
        token = secrets.token_urlsafe(12)
        self._held[token] = batch
        return token

    def find(self, token: str, guild_id: int, user_id: int) -> Batch:
        """A batch of that person and guild. Raises PreviewExpired."""
        batch = self._held.get(token)
        if batch is None or (batch.guild_id, batch.user_id) != (guild_id, user_id):
            raise PreviewExpired(
                "This preview has expired, and nothing was added. Bring the articles again, to see "
                "a new one."
            )
        return batch

    def take(self, token: str, guild_id: int, user_id: int) -> Batch:
        """The same, and it is no longer held: only one press adds it. Raises PreviewExpired."""
        batch = self.find(token, guild_id, user_id)
        self.drop(token)
        return batch

    def drop(self, token: str) -> bool:
        """Forget a batch; returns whether it was still held."""
        return self._held.pop(token, None) is not None

    def _characters(self) -> int:
        return sum(batch.characters for batch in self._held.values())
