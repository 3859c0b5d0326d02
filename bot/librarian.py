"""The async front of Library and ArticleReader, and who may read which collection.

Nothing here runs on the event loop: questions have their own threads (ask_queue.py), changes
their own. One change at a time is made to a collection. Knows nothing of Discord.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date
from typing import TypeVar

from bot.ask_queue import AskQueue
from bot.config import Config
from bot.context import Context, read_context
from bot.errors import ArticleChanged
from bot.people import People
from bot.quote import verify
from bot.shelves import key, own, readable
from bot.store.questions import AskedQuestion, Shown
from bot.store.settings import DEFAULTS, GuildSettings
from bot.write_queue import WriteQueue
from index import (
    Addition,
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
from index.json_lines import from_lines

REPORT_EVERY = 2.0  # seconds between two reports of a long job
Result = TypeVar("Result")

log = logging.getLogger(__name__)


class Librarian:
    """Asks and changes a Library for many people at once; `settings_of` a guild, or of direct
    messages (None), say how it is answered."""

    def __init__(
        self,
        library: Library,
        reader: ArticleReader,
        config: Config,
        settings_of: Callable[[int | None], GuildSettings] = lambda _: DEFAULTS,
    ) -> None:
        self._library = library
        self._reader = reader
        self._settings_of = settings_of
        self.people = People(library)
        self._queue = AskQueue(config)
        self._writes = WriteQueue()

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait, nor close the library."""
        self._queue.close()
        self._writes.close()

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

    async def add_url(self, url: str, guild_id: int) -> Addition:
        """Fetch and add an article. Raises ArticleError."""
        return await self._add(guild_id, lambda: self._reader.read_url(url))

    async def add_file(self, data: bytes, name: str, guild_id: int) -> Addition:
        """Add an uploaded file. Raises ArticleError."""
        return await self._add(guild_id, lambda: self._reader.read_bytes(data, name))

    async def add_text(self, title: str, text: str, published: str | None, guild: int) -> Addition:
        """Add pasted text; `published` is an ISO date. Raises ArticleError."""
        return await self._add(guild, lambda: self._reader.read_text(text, title, published))

    async def read_export(self, data: bytes, name: str) -> list[Document]:
        """The articles of a file that /articles export made. Raises ArticleUnreadable."""
        return await asyncio.to_thread(from_lines, data, name)

    async def add_document(self, document: Document, guild_id: int) -> Addition:
        """Add one of them. Raises ArticleError."""
        return await self._add(guild_id, lambda: document)

    async def remove(self, name: str, guild_id: int) -> DocumentSummary:
        """Forget an article of this guild's own (see `find`). Raises UnknownArticle."""
        article = await self.find(name, (own(guild_id),))
        return await self._change(
            guild_id, lambda: self._library.remove(article.source, own(guild_id))
        )

    async def reindex(
        self,
        guild_id: int,
        report: Callable[[int, int], Awaitable[None]],
        source: str | None = None,
    ) -> int:
        """Index a guild's articles again, or one of them; returns how many. Raises Busy while the
        guild's are being changed.

        `report(done, total)` is awaited every REPORT_EVERY seconds.
        """
        collection, state = own(guild_id), (0, 0)

        def note(done: int, total: int) -> None:
            nonlocal state
            state = (done, total)

        def reindex() -> int:
            return self._library.reindex(collection, note, source)

        job = asyncio.ensure_future(self._writes.run_long(collection, reindex))
        while not (await asyncio.wait({job}, timeout=REPORT_EVERY))[0]:
            await report(*state)
        return job.result()

    async def forget_guild(self, guild_id: int) -> int:
        """Forget every article of a guild; returns how many. Raises LibraryError."""
        name = own(guild_id)

        def remove_all() -> int:
            summaries = self._library.documents(name)
            return len([self._library.remove(summary.source, name) for summary in summaries])

        return await self._change(guild_id, remove_all)

    async def _add(self, guild_id: int, read: Callable[[], Document]) -> Addition:
        return await self._change(guild_id, lambda: self._library.add(read(), own(guild_id)))

    async def _change(self, guild_id: int, work: Callable[[], Result]) -> Result:
        """Raises Busy, TooSlow."""

        def change() -> Result:
            try:
                return work()
            finally:
                self.people.forget()

        return await self._writes.run(own(guild_id), change)

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
        log.info("answered with %d quotes", len(answer.citations))
        self._verified(answer.citations + answer.closest)
        return answer

    def _verified(self, citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """The citations, each compared with its document. Raises NotVerbatim."""
        for citation in citations:
            verify(citation, self._library.document(citation.source, citation.collection).text)
        return citations
