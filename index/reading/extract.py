"""Raw bytes of a known kind -> Extract: text and metadata, not yet clean. Runs in the child
process of sandbox.py; it does not decide the kind (sniff.py) or build the Document (articles.py).
"""

import re
from dataclasses import dataclass
from datetime import date

from index.errors import ArticleTooLarge
from index.reading.clean import decode
from index.reading.sniff import Kind

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Raw:
    """An article as it came. `name` is shown to people; `charset` is what the publisher said."""

    name: str
    data: bytes
    kind: Kind
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file says. `published` is an ISO 8601 date; None stands for "does not say"."""

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too large: `pages` of a PDF, `chars` of text."""

    pages: int
    chars: int


def extract(raw: Raw, limits: Limits) -> Extract:
    """Read `raw` by its kind. Raises ArticleError, and on damaged input whatever the parser
    raises."""
    found = _read(raw, limits)
    refuse_long(found.text, raw.name, limits.chars)
    return found


def refuse_long(text: str, name: str, limit: int) -> None:
    """Raise ArticleTooLarge where `text` has more than `limit` characters."""
    if len(text) > limit:
        raise ArticleTooLarge(
            "{name} has {count} characters of text; the limit is {limit} (max_article_chars).",
            name=name,
            count=len(text),
            limit=limit,
        )


def _read(raw: Raw, limits: Limits) -> Extract:
    # Imported here, so that only the child loads the parsers, and of those only what it needs.
    if raw.kind is Kind.PDF:
        from index.reading.pdf import read_pdf

        return read_pdf(raw, limits.pages)
    if raw.kind is Kind.HTML:
        from index.reading.html import read_html

        return read_html(raw)
    if raw.kind is Kind.MARKDOWN:
        from index.reading.markdown import read_markdown

        return read_markdown(decode(raw.data, raw.name, raw.charset))
    return Extract(text=decode(raw.data, raw.name, raw.charset))


def iso_date(text: str | None) -> str | None:
    """The date that `text` begins with, "2026-11-22" or "2026-11-22T09:00Z"; else None."""
    match = ISO_DATE.match((text or "").strip())
    if match is None:
        return None
    try:
        return date.fromisoformat(match.group()).isoformat()
    except ValueError:  # the 31st of February
        return None
