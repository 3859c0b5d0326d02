"""Documents <-> JSON lines: an object a line, which gives back the very document. What was exported
can be added again; a file that somebody wrote by hand is read as any other article is: as hostile.
"""

import json
from collections.abc import Iterator

from index.datatypes import Document
from index.errors import ArticleUnreadable
from index.language import code, language_of
from index.network.urls import link
from index.reading.clean import clean, clean_line
from index.reading.extract import iso_date

SUFFIX = ".jsonl"


def is_json_lines(name: str) -> bool:
    """Whether a file is of this kind, by its name."""
    return name.lower().endswith(SUFFIX)


def to_line(document: Document, added: str, added_by: str | None) -> bytes:
    """A line, its line break included. When and by whom it was added is for people: `from_lines`
    does not read it."""
    fields = {
        "source": document.source,
        "title": document.title,
        "text": document.text,
        "url": document.url,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "added": added,
        "added_by": added_by,
    }
    line = json.dumps(fields, ensure_ascii=False) + "\n"
    return line.encode("utf-8", "replace")


def from_lines(data: bytes, name: str) -> list[Document]:
    """The documents of a file, cleaned. Raises ArticleUnreadable, naming the line, where one is no
    article: then none is taken."""
    return [_document(line, number, name) for number, line in _lines(data)]


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Those that are not blank, with their numbers from 1. Split at line breaks of the file alone:
    a text may hold others."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield number, line


def _document(line: bytes, number: int, name: str) -> Document:
    fields = _fields(line)
    source, title = (clean_line(fields.get(key, "")) for key in ("source", "title"))
    text = clean(fields.get("text", ""))
    if not (source and title and text):
        raise ArticleUnreadable(
            "Line {number} of {name} is not an article: that is a JSON object with source, title "
            "and text.",
            number=number,
            name=clean_line(name),
        )
    return Document(
        source=source,
        title=title,
        text=text,
        url=link(fields.get("url")),
        author=clean_line(fields.get("author", "")) or None,
        published=iso_date(fields.get("published")),
        language=code(fields.get("language")) or language_of(text),
    )


def _fields(line: bytes) -> dict[str, str]:
    """Those of an object that are text; none where the line is no object."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in pairs if isinstance(value, str)}
