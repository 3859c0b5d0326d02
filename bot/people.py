"""Who is quoted, remembered for a minute, so that autocomplete is answered from memory."""

import asyncio
import time
from collections.abc import Sequence

from bot.errors import UnknownPerson
from index import DocumentSummary, Library, Person
from index.speakers import names_match

SECONDS = 60.0  # another process may add articles meanwhile


class People:
    """The people of each set of collections, most often quoted first."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known: dict[tuple[str, ...], tuple[float, list[Person]]] = {}

    async def of(self, collections: tuple[str, ...]) -> list[Person]:
        """Everybody who is quoted there."""
        read_at, people = self._known.get(collections, (-SECONDS, []))
        if time.monotonic() - read_at >= SECONDS:
            people = await asyncio.to_thread(self._library.people, collections)
            self._known[collections] = time.monotonic(), people
        return people

    async def in_article(self, article: DocumentSummary) -> list[Person]:
        """Everybody who is quoted in one article."""
        where = (article.collection,)
        return await asyncio.to_thread(self._library.people, where, article.source)

    async def find(self, name: str, collections: tuple[str, ...]) -> Person:
        """The person of that name, or else the one most often quoted whom it may name.

        Raises UnknownPerson.
        """
        people = await self.of(collections)
        exact = [person for person in people if person.name.casefold() == name.casefold()]
        for person in exact + [person for person in people if names_match(name, person.name)]:
            return person
        raise UnknownPerson(
            "Nobody called '{name}' is quoted here. `/people` shows who is.", name=name
        )

    def forget(self) -> None:
        """After an article was added or removed."""
        self._known.clear()


def matching(people: Sequence[Person], typed: str) -> list[Person]:
    """Those whose name holds what was typed."""
    return [person for person in people if typed.casefold() in person.name.casefold()]
