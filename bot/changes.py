"""What changes a guild's own articles. One change at a time is made to a collection, in a thread;
long work goes through jobs.py, which calls this article by article. Knows nothing of Discord."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.shelves import own
from bot.write_queue import WriteQueue
from index import Addition, Document, DocumentSummary, Library

Result = TypeVar("Result")


class Changes:
    """Adds, removes and indexes again; `changed` is called after each, in its thread."""

    def __init__(self, library: Library, changed: Callable[[], None]) -> None:
        self._library = library
        self._changed = changed
        self._writes = WriteQueue()

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait."""
        self._writes.close()

    async def add(self, document: Document, guild_id: int) -> Addition:
        """Add an article, however long that takes. Raises ArticleError, LibraryError."""
        name = own(guild_id)
        return await self._change(
            self._writes.run_long, name, lambda: self._library.add(document, name)
        )

    async def reindex(self, source: str, guild_id: int) -> None:
        """Index one article again, however long that takes. Raises LibraryError."""
        name = own(guild_id)
        await self._change(
            self._writes.run_long, name, lambda: self._library.reindex(name, source=source)
        )

    async def remove(self, source: str, guild_id: int) -> DocumentSummary:
        """Forget an article. Raises UnknownArticle, Busy, TooSlow."""
        name = own(guild_id)
        return await self._change(
            self._writes.run, name, lambda: self._library.remove(source, name)
        )

    async def forget_guild(self, guild_id: int) -> int:
        """Forget every article of a guild; returns how many. Raises Busy, TooSlow."""
        name = own(guild_id)

        def remove_all() -> int:
            summaries = self._library.documents(name)
            return len([self._library.remove(summary.source, name) for summary in summaries])

        return await self._change(self._writes.run, name, remove_all)

    async def _change(
        self,
        run: Callable[[str, Callable[[], Result]], Awaitable[Result]],
        name: str,
        work: Callable[[], Result],
    ) -> Result:
        def change() -> Result:
            try:
                return work()
            finally:
                self._changed()

        return await run(name, change)
