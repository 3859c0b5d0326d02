"""Addresses and uploads that an admin brings -> what could be added. Nothing is stored here."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Self

import discord

from bot.drafts import Draft, Entry
from bot.explain import explain
from bot.i18n import _
from bot.librarian import Librarian
from bot.shelves import own
from index import ArticleTooLarge, Document

LARGEST = 12_000_000  # characters that are taken at once: they wait in memory
PATIENCE = 240.0  # seconds for all: an interaction lasts 15 minutes, of which a preview takes ten


@dataclass(frozen=True, slots=True)
class Brought:
    """What is to be read, in this order."""

    urls: Sequence[str] = ()
    files: Sequence[discord.Attachment] = ()


class Intake:
    """Reads for one guild, one thing at a time; `largest` is in bytes of an upload."""

    def __init__(self, librarian: Librarian, guild_id: int, largest: int) -> None:
        self._librarian = librarian
        self._guild_id = guild_id
        self._largest = largest
        self._room = LARGEST

    @classmethod
    def of(cls, interaction: discord.Interaction) -> Self:
        """For the guild of an interaction, with the limit of the config."""
        client = interaction.client
        return cls(client.librarian, interaction.guild_id, client.config.index.max_article_bytes)

    async def entries(self, brought: Brought) -> list[Entry]:
        """A draft for each article, or why there is none: one that cannot be read does not keep the
        others out."""
        until = asyncio.get_running_loop().time() + PATIENCE
        found = [each async for each in self._documents(brought, until)]
        return await self.drafts(found)

    async def drafts(self, found: Sequence[Document | str]) -> list[Entry]:
        """Documents with what people want to know of them."""
        known = {x.source for x in await self._librarian.articles((own(self._guild_id),))}
        return [x if isinstance(x, str) else await self._draft(x, known) for x in found]

    async def _draft(self, document: Document, known: set[str]) -> Entry:
        """`known` are the sources so far; of two of one name, the later one replaces the first."""
        replaces = document.source in known
        known.add(document.source)
        return Draft(document, await self._librarian.reading.sentences(document), replaces)

    async def _documents(self, brought: Brought, until: float) -> AsyncIterator[Document | str]:
        pages = [(url, self._page(url)) for url in brought.urls]
        uploads = [(file.filename, self._upload(file)) for file in brought.files]
        for name, reading in pages + uploads:
            try:
                async with asyncio.timeout_at(until):
                    documents = await reading
            except TimeoutError:
                yield _("{name} was not read in time. Add it by itself.", name=name)
            except Exception as error:
                yield explain(error)
            else:
                for document in documents:
                    yield document

    async def _page(self, url: str) -> list[Document]:
        return self._fitting([await self._librarian.reading.url(url)], url)

    async def _upload(self, file: discord.Attachment) -> list[Document]:
        """Raises ArticleTooLarge before anything is downloaded."""
        if file.size > self._largest:
            raise ArticleTooLarge(
                "{name} is larger than {count} bytes.", name=file.filename, count=self._largest
            )
        documents = await self._librarian.reading.file(await file.read(), file.filename)
        return self._fitting(documents, file.filename)

    def _fitting(self, documents: list[Document], name: str) -> list[Document]:
        """Raises ArticleTooLarge where they are too much beside what was read before."""
        size = sum(len(document.text) for document in documents)
        if size > self._room:
            raise ArticleTooLarge(
                "{name} is too much to be added at once with the others. Add it by itself.",
                name=name,
            )
        self._room -= size
        return documents
