"""Bytes and a name -> the kind of article. Content decides; the name tells text kinds apart."""

import re
from enum import Enum
from pathlib import PurePath

from index.errors import ArticleEmpty, ArticleUnreadable
from index.message import message
from index.reading.clean import BOMS

Kind = Enum("Kind", ["TEXT", "MARKDOWN", "HTML", "PDF", "FEED"])

SUFFIXES = {
    ".txt": Kind.TEXT,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".pdf": Kind.PDF,
}
FOREIGN = (  # how a file of another kind begins, and what to call it
    (
        rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|BM.{4}\0|II\*\0|MM\0\*|RIFF....WEBP|\0\0\0.ftypavif",
        message("an image"),
    ),
    (rb"ID3[\2-\4]|OggS\0|fLaC\0|\xff[\xfb\xf3]|RIFF....WAVE", message("a sound file")),
    (rb"\0\0..ftyp|\x1aE\xdf\xa3|RIFF....AVI ", message("a video")),
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf", message("an office document or archive")),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a|BZh[1-9]1AY|\xfd7zXZ", message("an archive")),
    (rb"\x7fELF|MZ.{2}\0|\xca\xfe\xba\xbe", message("a program")),
    (rb"(?:\xef\xbb\xbf)?\s*<\?xml\b|\s*<(?:rss|feed|svg)\b", message("an XML file")),
)
HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--(?:[^-]|-(?!->))*-->|<\?xml[^>]*>)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|main|article)\b",
    re.IGNORECASE,
)


def sniff(data: bytes, name: str, content_type: str = "") -> Kind:
    """The kind of `data`; `content_type` is the web server's, as "text/html".

    Raises ArticleEmpty for no bytes, and ArticleUnreadable, which names what it is, for anything
    that is not text, Markdown, HTML or PDF.
    """
    if not data.strip():
        raise ArticleEmpty("{name} is empty.", name=name)
    head, named = data[:4096], _named_kind(name, content_type)
    if head.lstrip().startswith(b"%PDF-") or (named is Kind.PDF and b"%PDF-" in head[:1024]):
        return Kind.PDF
    if HTML.match(head):
        return Kind.HTML
    _refuse_foreign(head, name)
    if named is Kind.PDF:
        raise ArticleUnreadable("{name} is not a PDF file, or it is damaged.", name=name)
    return named


def _refuse_foreign(head: bytes, name: str) -> None:
    for pattern, what in FOREIGN:
        if re.match(pattern, head, re.DOTALL):
            raise ArticleUnreadable("{name} is {what}, not an article.", name=name, what=what)
    if b"\0" in head and not head.startswith(tuple(BOMS)):
        raise ArticleUnreadable("{name} is a binary file, not an article.", name=name)


def _named_kind(name: str, content_type: str) -> Kind:
    """What the server or else the suffix says."""
    for word, kind in (("html", Kind.HTML), ("markdown", Kind.MARKDOWN), ("pdf", Kind.PDF)):
        if word in content_type:
            return kind
    return SUFFIXES.get(PurePath(name).suffix.lower(), Kind.TEXT)
