"""A file, an upload, an address or pasted text -> Document. Does not fetch (fetch.py), tell kinds
apart (sniff.py), parse (extract.py, in the child process of sandbox.py) or split into sentences.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import unquote

from index.config import IndexConfig
from index.datatypes import Document
from index.errors import ArticleEmpty, ArticleRefused, ArticleTooLarge, ArticleUnreachable
from index.language import code, language_of
from index.network.urls import canonical, is_web_address
from index.reading.clean import clean, clean_line
from index.reading.extract import Extract, Limits, Raw, extract, iso_date, refuse_long
from index.reading.sandbox import Sandbox
from index.reading.sniff import SUFFIXES, Kind, sniff

__all__ = ["ArticleReader", "Found", "clean"]

MIN_LETTERS = 12  # less is no sentence; languages without spaces say much in few letters
HEADLINE = re.compile(r"(?=.*\w).{2,149}[^.,;:]")


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read: a web address or a path, and the source that it will have."""

    place: str | Path
    source: str


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

    def read(self, found: Found) -> Document:
        """What `find` found. Raises ArticleError."""
        if isinstance(found.place, str):
            return self.read_url(found.place)
        return replace(self.read_file(found.place), source=found.source)

    def read_file(self, path: Path) -> Document:
        """A file of any kind; its name becomes the source. Raises ArticleError."""
        return self.read_bytes(_load(Path(path), self._config.max_article_bytes), Path(path).name)

    def read_bytes(self, data: bytes, name: str) -> Document:
        """An upload: `name` becomes the source, without folders. Raises ArticleError."""
        name = clean_line(PurePosixPath(name.replace("\\", "/")).name) or "unnamed file"
        if len(data) > (limit := self._config.max_article_bytes):
            raise ArticleTooLarge(
                "{name} has more than {limit} bytes (max_article_bytes).", name=name, limit=limit
            )
        return self._document(Raw(name, data, sniff(data, name)), default_title=_spaced(name))

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

    def read_text(self, text: str, title: str, published: str | None = None) -> Document:
        """Pasted text, as it is; `title` becomes the source, `published` is an ISO 8601 date.

        Raises ArticleError.
        """
        title = clean_line(title)
        if not title:
            raise ArticleRefused("A pasted article needs a title.")
        if published and iso_date(published) is None:
            raise ArticleRefused(
                "'{published}' is not a date such as 2026-11-22.", published=clean_line(published)
            )
        refuse_long(text, title, self._limits.chars)
        text, date = _cleaned(text, title), iso_date(published)
        return Document(title, title, text, published=date, language=language_of(text))

    @staticmethod
    def find(paths: Iterable[Path | str]) -> list[Found]:
        """What to read for the arguments of a command, in order and each once.

        A directory stands for the articles in it, at any depth, sorted by path, known by their
        suffix; their source is the path below it, so that 2025/may.md does not replace
        2026/may.md. Hidden files and folders are passed over. http(s) addresses stay as they are.
        """
        found: list[Found] = []
        for path in paths:
            if is_web_address(str(path)):
                found.append(Found(str(path), str(path)))
            elif Path(path).is_dir():
                found += _articles_in(Path(path))
            else:
                found.append(Found(Path(path), Path(path).name))
        return list(dict.fromkeys(found))

    def _document(self, raw: Raw, default_title: str) -> Document:
        """Extract and clean `raw`."""
        found = self._extract(raw)
        text = _cleaned(found.text, raw.name)
        title = clean_line(found.title or "") or _headline(text, raw.kind) or default_title
        return Document(
            source=raw.name,
            title=title,
            text=text,
            url=raw.url or _link(found.url),
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


def _load(path: Path, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most. Raises ArticleError."""
    try:
        if not path.exists():
            raise ArticleUnreachable("There is no file {path}.", path=path)
        if not path.is_file():
            if path.is_dir():
                raise ArticleRefused("{path} is a directory.", path=path)
            raise ArticleRefused("{path} is not a file.", path=path)
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or "the system refuses it").lower()
        raise ArticleUnreachable(
            "{path} cannot be read: {reason}.", path=path, reason=reason
        ) from error


def _articles_in(directory: Path) -> list[Found]:
    """The files below `directory` that look like articles."""
    return [
        Found(path, path.relative_to(directory).as_posix())
        for path in sorted(directory.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(directory).parts)
    ]


def _link(url: str | None) -> str | None:
    """The address that a file gives for itself; none where it is not one that we would open."""
    try:
        return canonical(url) if url else None
    except ArticleRefused:
        return None


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
