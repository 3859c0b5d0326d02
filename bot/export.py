"""A guild's own articles -> files of JSON lines, none larger than a file may be."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from io import BytesIO

import discord

from bot.catalogue import Listed
from bot.librarian import Librarian
from index import UnknownArticle
from index.json_lines import SUFFIX, to_line


@dataclass(frozen=True, slots=True)
class Part:
    """One of the files, counted from 1; `left_out` are the titles of articles that are larger
    than a file may be. Without articles there is no file."""

    number: int
    data: bytes
    articles: int
    left_out: tuple[str, ...]

    def files(self) -> list[discord.File]:
        """What is sent."""
        name = f"articles-{self.number}{SUFFIX}"
        return [discord.File(BytesIO(self.data), name)] if self.data else []


async def parts(
    librarian: Librarian, articles: Sequence[Listed], largest: int
) -> AsyncIterator[Part]:
    """The articles in order, as few files as hold them; `largest` is in bytes. No more than one
    file is in memory."""
    number, lines, size, left_out = 1, [], 0, []
    async for title, line in _lines(librarian, articles):
        if len(line) > largest:
            left_out.append(title)
            continue
        if size + len(line) > largest:
            yield Part(number, b"".join(lines), len(lines), tuple(left_out))
            number, lines, size, left_out = number + 1, [], 0, []
        lines.append(line)
        size += len(line)
    if lines or left_out:
        yield Part(number, b"".join(lines), len(lines), tuple(left_out))


async def _lines(
    librarian: Librarian, articles: Sequence[Listed]
) -> AsyncIterator[tuple[str, bytes]]:
    """Title and line of each; one that was removed meanwhile is passed over."""
    for each in articles:
        try:
            document = await librarian.document(each.article)
        except UnknownArticle:
            continue
        yield each.article.title, to_line(document, each.article.added, each.added_by)
