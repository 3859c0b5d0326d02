"""An HTML page -> Extract: the article in it, without navigation, comments and advertisements."""

import re

import trafilatura

from index.errors import ArticleEmpty
from index.reading.clean import decode
from index.reading.extract import Extract, Raw, iso_date

META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2,3})\b", re.IGNORECASE)


def read_html(raw: Raw) -> Extract:
    """The main text, one paragraph to a block and without the title, and a page's metadata.

    Raises ArticleEmpty for a page without an article.
    """
    page = XML_DECLARATION.sub("", decode(raw.data, raw.name, raw.charset or _meta(raw.data)), 1)
    if "<pre" not in page.lower():
        page = " ".join(page.splitlines())  # or trafilatura ends a paragraph where a line breaks
    found = trafilatura.bare_extraction(
        page,
        url=raw.url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not found.text:
        raise ArticleEmpty("{name} holds no article that we can find.", name=raw.name)
    paragraphs = [line for line in found.text.splitlines() if line.strip()]
    if paragraphs[:1] == [found.title]:
        del paragraphs[0]
    language = LANGUAGE.search(page[:5000])
    return Extract(
        text="\n\n".join(paragraphs),
        title=found.title,
        author=found.author,
        published=iso_date(found.date),
        language=language.group(1).lower() if language else None,
    )


def _meta(data: bytes) -> str | None:
    """The charset that a page declares in its head."""
    match = META_CHARSET.search(data[:5000])
    return match.group(1).decode("ascii") if match else None
