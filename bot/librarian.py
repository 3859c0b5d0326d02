"""The async front of Library: questions, and what is looked up; who may read which collection.

Nothing here runs on the event loop: questions have their own threads (ask_queue.py), and so have
what is read in (reading.py) and what changes (changes.py). Knows nothing of Discord.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import date

from bot import samples
from bot.ask_queue import AskQueue
from bot.changes import Changes
from bot.config import Config
from bot.context import Context, read_context
from bot.errors import ArticleChanged, Busy
from bot.i18n import N_
from bot.people import People
from bot.quote import verify
from bot.reading import Reading
from bot.shelves import key, readable
from bot.store.questions import AskedQuestion, Shown
from bot.store.settings import DEFAULTS, GuildSettings
from index import (
    Answer,
    Citation,
    Document,
    DocumentSummary,
    Library,
    Query,
    UnknownArticle,
)
from index.articles import ArticleReader
from index.dates import period_between
from index.reasons import NO_ARTICLES

STARTING = N_("I am still starting: my first articles are not in yet. Ask again in a minute.")

log = logging.getLogger(__name__)


class Librarian:
    """Asks a Library for many people at once; `settings_of` a guild, or of direct messages (None),
    say how it is answered. What they bring goes through `reading`, what they change through
    `changes`."""

    def __init__(
        self,
        library: Library,
        reader: ArticleReader,
        config: Config,
        settings_of: Callable[[int | None], GuildSettings] = lambda _: DEFAULTS,
    ) -> None:
        self._library = library
        self._data_dir = config.index.data_dir
        self._settings_of = settings_of
        self.people = People(library)
        self._queue = AskQueue(config)
        self.reading = Reading(reader)
        self.changes = Changes(library, self.people.forget)

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait, nor close the library."""
        self._queue.close()
        self.reading.close()
        self.changes.close()

    async def ask(
        self,
        question: str,
        guild_id: int | None,
        article: str | None = None,
        since: str | None = None,
    ) -> Answer:
        """The answer from what may be read there, or from one article of it (see `find`); only
        from what was published `since`: an ISO date, or "Monday", "last week" and the like.

        Every citation has been compared with its document. Raises Busy, TooSlow, NotVerbatim,
        UnknownArticle, QueryError.
        """
        query = await self._query(AskedQuestion(question, article, since), guild_id)
        return await self._queue.run(lambda: self._ask(query))

    async def further(self, asked: AskedQuestion, guild_id: int | None) -> tuple[Citation, ...]:
        """What may answer too, beyond what `ask` cites. Raises as `ask` does."""
        query = await self._query(asked, guild_id)
        return await self._queue.run(lambda: self._verified(self._library.further(query)))

    async def quoted(
        self, name: str, guild_id: int | None, about: str | None
    ) -> tuple[Citation, ...]:
        """All that somebody is quoted with there (see `Library.quoted`). Raises as `ask` does."""
        where = readable(guild_id)
        return await self._queue.run(
            lambda: self._verified(self._library.quoted(name, where, about))
        )

    async def context(
        self, shown: Shown, guild_id: int | None, middle: int | None = None
    ) -> Context:
        """What stands around something quoted (see `find_context`). Raises ArticleChanged."""
        if shown.collection not in readable(guild_id):
            raise ArticleChanged("This cannot be shown here. Please ask the question here.")
        return await asyncio.to_thread(read_context, self._library, shown, middle)

    async def articles(self, collections: tuple[str, ...]) -> list[DocumentSummary]:
        """Their articles, collection by collection, newest first."""
        read = self._library.documents
        return await asyncio.to_thread(lambda: [x for name in collections for x in read(name)])

    async def find(self, name: str, collections: tuple[str, ...]) -> DocumentSummary:
        """The article of that source, key or title. Raises UnknownArticle."""
        articles = await self.articles(collections)
        for article in articles:
            if name in (article.source, key(article.source)):
                return article
        for article in articles:
            if name.casefold() == article.title.casefold():
                return article
        raise UnknownArticle(
            "There is no article '{name}' here. Choose one from the list.", name=name
        )

    async def document(self, of: DocumentSummary) -> Document:
        """Its text. Raises UnknownArticle when it was removed meanwhile."""
        return await asyncio.to_thread(self._library.document, of.source, of.collection)

    async def _query(self, asked: AskedQuestion, guild_id: int | None) -> Query:
        """Raises UnknownArticle, QueryError."""
        period = period_between(asked.since, None, date.today())
        collections, article = readable(guild_id), asked.article
        source = (await self.find(article, collections)).source if article else None
        chosen = self._settings_of(guild_id)
        limits = {"threshold": chosen.threshold, "max_citations": chosen.excerpts}
        return Query(asked.text, collections, source, period=period, **limits)

    def _ask(self, query: Query) -> Answer:
        log.debug("asked: %s", query.text)
        answer = self._library.ask(query)
        if answer.reason == NO_ARTICLES and samples.are_due(self._data_dir):
            raise Busy(STARTING)
        log.info("answered with %d quotes", len(answer.citations))
        self._verified(answer.citations + answer.closest)
        return answer

    def _verified(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """The citations, each compared with its document. Raises NotVerbatim."""
        for citation in citations:
            verify(citation, self._library.document(citation.source, citation.collection).text)
        return citations
