"""What people bring -> Documents, in threads of its own. Nothing is stored."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from index import Document
from index.articles import ArticleReader
from index.json_lines import is_json_lines
from index.split import citable, split_sentences

READERS = 2  # addresses or files that are read at the same time
Result = TypeVar("Result")


class Reading:
    """The async front of ArticleReader."""

    def __init__(self, reader: ArticleReader) -> None:
        self._reader = reader
        self._threads = ThreadPoolExecutor(READERS, "read")

    def close(self) -> None:
        """Take no more work and drop what has not begun. Does not wait."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def url(self, url: str) -> Document:
        """Fetch an article. Raises ArticleError."""
        return await self._run(lambda: self._reader.read_url(url))

    async def file(self, data: bytes, name: str) -> list[Document]:
        """An upload: one article, or those of an export. Raises ArticleError."""
        if is_json_lines(name):
            return await self._run(lambda: self._reader.read_export(data, name))
        return [await self._run(lambda: self._reader.read_bytes(data, name))]

    async def text(
        self, text: str, title: str, published: str | None, origin: str | None
    ) -> Document:
        """Pasted text (see `ArticleReader.read_text`). Raises ArticleError."""
        return await self._run(lambda: self._reader.read_text(text, title, published, origin))

    async def sentences(self, document: Document) -> int:
        """How many sentences of it can be quoted."""
        text, language = document.text, document.language
        return len(await self._run(lambda: citable(text, split_sentences(text, language))))

    async def _run(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
