"""The async front of Library and ArticleReader, and who may read which collection.

Nothing here runs on the event loop: questions have their own threads and a bounded queue, changes
their own. One change at a time is made to a collection. Knows nothing of Discord.
"""

import asyncio
import hashlib
import logging
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from bot.config import Config
from bot.errors import Busy, TooSlow
from bot.quote import verify
from bot.store.settings import DEFAULTS, GuildSettings
from bot.write_queue import WriteQueue
from index import (
    SHARED,
    Addition,
    Answer,
    Document,
    DocumentSummary,
    Library,
    Query,
    UnknownArticle,
)
from index.articles import ArticleReader
from index.dates import period_between

REPORT_EVERY = 2.0  # seconds between two reports of a long job

log = logging.getLogger(__name__)


def own(guild_id: int) -> str:
    """The collection of a guild: what its admins may change."""
    return f"guild:{guild_id}"


def readable(guild_id: int | None) -> tuple[str, ...]:
    """The collections that may be quoted in a guild, or in a direct message (None)."""
    return (SHARED,) if guild_id is None else (own(guild_id), SHARED)


def key(source: str) -> str:
    """A short name for an article, for what Discord limits to 100 characters."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


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
        self._config = config
        self._settings_of = settings_of
        self._askers = ThreadPoolExecutor(config.workers, "ask")
        self._writes = WriteQueue()
        self._slots = threading.BoundedSemaphore(config.workers + config.waiting)

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait, nor close the library."""
        self._askers.shutdown(wait=False, cancel_futures=True)
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
        period = period_between(since, None, date.today())
        collections = readable(guild_id)
        source = (await self.find(article, collections)).source if article else None
        chosen = self._settings_of(guild_id)
        limits = {"threshold": chosen.threshold, "max_citations": chosen.excerpts}
        answer = self._submit(Query(question, collections, source, period=period, **limits))
        try:
            async with asyncio.timeout(self._config.ask_timeout):
                return await asyncio.wrap_future(answer)
        except TimeoutError as error:
            raise TooSlow("That took too long, so I gave up. Please try again.") from error

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
        raise UnknownArticle(f"There is no article '{name}' here. Choose one from the list.")

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

    async def remove(self, name: str, guild_id: int) -> DocumentSummary:
        """Forget an article of this guild's own (see `find`). Raises UnknownArticle."""
        article = await self.find(name, (own(guild_id),))
        return await self._writes.run(
            own(guild_id), lambda: self._library.remove(article.source, own(guild_id))
        )

    async def reindex(self, guild_id: int, report: Callable[[int, int], Awaitable[None]]) -> int:
        """Index a guild's articles again; returns how many. Raises Busy while it is being changed.

        `report(done, total)` is awaited every REPORT_EVERY seconds.
        """
        collection, state = own(guild_id), (0, 0)

        def note(done: int, total: int) -> None:
            nonlocal state
            state = (done, total)

        work = self._writes.run_long(collection, lambda: self._library.reindex(collection, note))
        job = asyncio.ensure_future(work)
        while not (await asyncio.wait({job}, timeout=REPORT_EVERY))[0]:
            await report(*state)
        return job.result()

    async def forget_guild(self, guild_id: int) -> int:
        """Forget every article of a guild; returns how many. Raises LibraryError."""
        name = own(guild_id)

        def remove_all() -> int:
            summaries = self._library.documents(name)
            return len([self._library.remove(summary.source, name) for summary in summaries])

        return await self._writes.run(name, remove_all)

    async def _add(self, guild_id: int, read: Callable[[], Document]) -> Addition:
        return await self._writes.run(
            own(guild_id), lambda: self._library.add(read(), own(guild_id))
        )

    def _submit(self, query: Query) -> "Future[Answer]":
        """Queue a question; its slot is free again when its thread is, not when we gave up."""
        if not self._slots.acquire(blocking=False):
            raise Busy("Too many questions are waiting. Please ask again in a minute.")
        future = self._askers.submit(self._ask, query)
        future.add_done_callback(lambda _: self._slots.release())
        return future

    def _ask(self, query: Query) -> Answer:
        log.debug("asked: %s", query.text)
        answer = self._library.ask(query)
        log.info("answered with %d quotes", len(answer.citations))
        for citation in answer.citations + answer.closest:
            verify(citation, self._library.document(citation.source, citation.collection).text)
        return answer
