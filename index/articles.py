"""A file, an upload, an address or pasted text -> Document. Does not look for files (finding.py),
fetch (fetch.py), tell kinds apart (sniff.py), parse (extract.py, in the child process of
sandbox.py) or split into sentences.
"""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import unquote

from index.config import IndexConfig
from index.datatypes import Document
from index.errors import ArticleEmpty, ArticleRefused, ArticleTooLarge
from index.finding import Found, load
from index.json_lines import from_lines, is_json_lines
from index.language import code, language_of
from index.network.urls import canonical, is_web_address, link
from index.reading.clean import clean, clean_line
from index.reading.extract import Extract, Limits, Raw, extract, iso_date, refuse_long
from index.reading.sandbox import Sandbox
from index.reading.sniff import Kind, sniff

__all__ = ["ArticleReader", "clean"]

MIN_LETTERS = 12  # less is no sentence; languages without spaces say much in few letters
HEADLINE = re.compile(r"(?=.*\w).{2,149}[^.,;:]")


class ArticleReader:
    """Reads articles; a context manager. Any method may be called from any thread.

    HTML, Markdown and PDF are parsed in one child process that starts with the first of them
    and ends with `close`.
    """

    def __init__(self, config: IndexConfig) -> None:
        self._config = config
        self._limits = Limits(config.max_pdf_pages, config.max_article_chars)
        self._sandbox = Sandbox(config)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child process. Reading after this starts a new one."""
        self._sandbox.close()

    def read(self, found: Found) -> list[Document]:
        """What `find` found: an article, or those of an export. Raises ArticleError."""
        if isinstance(found.place, str):
            return [self.read_url(found.place)]
        if is_json_lines(found.source):
            return self.read_export(load(found.place, self._config.max_article_bytes), found.source)
        return [replace(self.read_file(found.place), source=found.source)]

    def read_file(self, path: Path) -> Document:
        """A file of any kind; its name becomes the source. Raises ArticleError."""
        return self.read_bytes(load(Path(path), self._config.max_article_bytes), Path(path).name)

    def read_bytes(self, data: bytes, name: str) -> Document:
        """An upload: `name` becomes the source, without folders. Raises ArticleError."""
        name = clean_line(PurePosixPath(name.replace("\\", "/")).name) or "unnamed file"
        self._refuse_large(data, name)
        return self._document(Raw(name, data, sniff(data, name)), default_title=_spaced(name))

    def read_export(self, data: bytes, name: str) -> list[Document]:
        """The articles of a file that an export wrote. Raises ArticleError."""
        self._refuse_large(data, clean_line(name))
        return from_lines(data, name)

    def read_url(self, url: str) -> Document:
        """A web page or file. The source is the address, in its canonical form, from which it
        came in the end: redirects are followed. Raises ArticleError."""
        from index.fetch import fetch  # brings an HTTP client along

        page = fetch(url, self._config)
        name = canonical(page.url)
        kind = sniff(page.body, name, page.content_type)
        raw = Raw(name, page.body, kind, charset=page.charset, url=name)
        path = unquote(name.partition("?")[0]).rstrip("/")
        return self._document(raw, default_title=_spaced(path.rpartition("/")[2]) or name)

    def read_text(
        self, text: str, title: str, published: str | None = None, origin: str | None = None
    ) -> Document:
        """Pasted text, as it is; `published` is an ISO 8601 date, `origin` the address or the name
        of where it is from, which becomes the source, and otherwise `title` does.

        Raises ArticleError.
        """
        title, origin = clean_line(title), clean_line(origin or "")
        if not title:
            raise ArticleRefused("A pasted article needs a title.")
        if published and iso_date(published) is None:
            raise ArticleRefused(
                "'{published}' is not a date such as 2026-11-22.", published=clean_line(published)
            )
        refuse_long(text, title, self._limits.chars)
        text, date = _cleaned(text, title), iso_date(published)
        url = canonical(origin) if is_web_address(origin) else None
        named = f"{origin}: {title}" if origin else title
        return Document(
            url or named, title, text, url=url, published=date, language=language_of(text)
        )

    def _refuse_large(self, data: bytes, name: str) -> None:
        if len(data) > (limit := self._config.max_article_bytes):
            raise ArticleTooLarge(
                "{name} has more than {limit} bytes (max_article_bytes).", name=name, limit=limit
            )

    def _document(self, raw: Raw, default_title: str) -> Document:
        """Extract and clean `raw`."""
        found = self._extract(raw)
        text = _cleaned(found.text, raw.name)
        title = clean_line(found.title or "") or _headline(text, raw.kind) or default_title
        return Document(
            source=raw.name,
            title=title,
            text=text,
            url=raw.url or link(found.url),
            author=clean_line(found.author or "") or None,
            published=found.published,
            language=code(found.language) or language_of(text),
        )

    def _extract(self, raw: Raw) -> Extract:
        """Plain text here, all that needs a parser in the child."""
        if raw.kind is Kind.TEXT:
            return extract(raw, self._limits)
        return self._sandbox.extract(raw)


def _cleaned(text: str, name: str) -> str:
    """`clean(text)`. Raises ArticleEmpty where hardly a letter is left."""
    cleaned = clean(text)
    if sum(map(str.isalpha, cleaned)) < MIN_LETTERS:
        raise ArticleEmpty("{name} has too little text to be an article.", name=name)
    return cleaned


def _headline(text: str, kind: Kind) -> str | None:
    """The first line of a text or PDF, where it looks like one.

    That is: short, no full stop, and before a blank line or a much longer one, so that the first
    line of a hard-wrapped text is none.
    """
    first, _, rest = text.partition("\n")
    below = rest.partition("\n")[0]
    if kind not in (Kind.TEXT, Kind.PDF) or not rest or not HEADLINE.fullmatch(first):
        return None
    return clean_line(first) if not below or len(below) > 1.5 * len(first) else None


def _spaced(name: str) -> str:
    """A title made from a file name: "river-report.txt" -> "river report"."""
    return clean_line(re.sub(r"[_-]+", " ", PurePosixPath(name).stem))
