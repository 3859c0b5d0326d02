"""A PDF file -> Extract: the text of its pages, lines joined to paragraphs. No OCR."""

import io
import re
from collections.abc import Iterable

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from index.errors import ArticleEmpty, ArticleTooLarge, ArticleUnreadable
from index.reading.extract import Extract, Raw

MADE_UP_TITLE = re.compile(r"untitled|microsoft word|.*\.(?:docx?|odt|pdf|indd|qxd|tex)$", re.I)
PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
HYPHEN = re.compile(r"[^\W\d_]-")
FULL_LINE = 0.6  # of the page's longest line: a line so long goes on in the next


def read_pdf(raw: Raw, max_pages: int) -> Extract:
    """Text and metadata. Raises ArticleTooLarge for more than `max_pages` pages, ArticleEmpty
    for scanned pages, ArticleUnreadable for a file that is encrypted or damaged."""
    try:
        reader = PdfReader(io.BytesIO(raw.data))
        _refuse_encrypted(reader, raw.name)
        _refuse_long(reader, raw.name, max_pages)
        paragraphs = _paragraphs(page.extract_text() for page in reader.pages)
        metadata = _metadata(reader)
    except PyPdfError as error:
        raise ArticleUnreadable(
            "{name} is damaged: its pages cannot be read.", name=raw.name
        ) from error
    if not paragraphs:
        raise ArticleEmpty(
            "{name} has no text in it; it seems to be scanned. Use OCR first.", name=raw.name
        )
    return Extract(text="\n\n".join(paragraphs), **metadata)


def _refuse_encrypted(reader: PdfReader, name: str) -> None:
    """Files that only forbid printing open with an empty password; others we cannot read."""
    refusal = ArticleUnreadable("{name} is encrypted; save it without a password first.", name=name)
    try:
        opened = not reader.is_encrypted or reader.decrypt("")
    except DependencyError as error:  # AES, for which pypdf wants another library
        raise refusal from error
    if not opened:
        raise refusal


def _refuse_long(reader: PdfReader, name: str, max_pages: int) -> None:
    """A book of which we read only the start would answer "not covered" wrongly."""
    if len(reader.pages) > max_pages:
        raise ArticleTooLarge(
            "{name} has {count} pages; the limit is {limit} (max_pdf_pages).",
            name=name,
            count=len(reader.pages),
            limit=max_pages,
        )


def _paragraphs(pages: Iterable[str]) -> list[str]:
    """The lines of all pages joined to paragraphs; a lone page number goes.

    A paragraph ends at a blank line, and at a short line or a page's end unless the next line
    starts in lower case.
    """
    paragraphs = [""]
    for page in pages:
        lines = [line.strip() for line in page.strip().splitlines()]
        full, goes_on = FULL_LINE * max(map(len, lines), default=0), False
        for line in lines:
            if PAGE_NUMBER.fullmatch(line):
                continue
            if paragraphs[-1] and line and (goes_on or line[0].islower()):
                paragraphs[-1] = _joined(paragraphs[-1], line)
            else:
                paragraphs.append(line)
            goes_on = len(line) >= full
    return [paragraph for paragraph in paragraphs if paragraph]


def _joined(text: str, line: str) -> str:
    """`text` and its next line. A word hyphenated at the line's end becomes whole; that a compound
    such as "well-known" loses its hyphen there cannot be told from the page."""
    if HYPHEN.fullmatch(text[-2:]) and line[0].islower():
        return text[:-1] + line
    return f"{text} {line}"


def _metadata(reader: PdfReader) -> dict[str, str | None]:
    """Title, author and date as the file gives them, where they are not a program's default."""
    info = reader.metadata
    if info is None:
        return {}
    title = (info.title or "").strip()
    created = info.creation_date
    return {
        "title": None if MADE_UP_TITLE.match(title) else title or None,
        "author": (info.author or "").strip() or None,
        "published": created.date().isoformat() if created else None,
    }
