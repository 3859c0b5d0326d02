"""The bytes of an RSS or Atom feed -> Feed. Runs in the child process of sandbox.py."""

import re
from calendar import timegm
from dataclasses import dataclass
from html import unescape
from typing import Any

from index.errors import ArticleUnreadable
from index.network.urls import is_web_address
from index.reading.clean import clean_line
from index.reading.extract import Raw

MOST = 500  # entries that are looked at
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed lists. `id` is the publisher's name for it, for ever the same."""

    id: str
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, newest first where it has dates, else in its own order."""

    title: str
    entries: tuple[FeedEntry, ...]


def read_feed(raw: Raw) -> Feed:
    """RSS, Atom or RDF, also with the slips that feedparser forgives. An entry without an address
    on the web is left out. Raises ArticleUnreadable for anything else."""
    import feedparser  # in the child only

    headers = {"content-location": raw.url or "", "content-type": _type(raw)}
    found = feedparser.parse(raw.data, response_headers=headers)
    if not found.get("version"):
        raise ArticleUnreadable("{name} is no RSS or Atom feed.", name=raw.name)
    entries = found.entries[:MOST]
    if all(_time(entry) for entry in entries):
        entries = sorted(entries, key=_time, reverse=True)
    linked = [entry for entry in entries if is_web_address(entry.get("link", ""))]
    title = _line(found.feed.get("title", "")) or raw.name
    return Feed(title, tuple(map(_entry, linked)))


def _entry(entry: dict[str, Any]) -> FeedEntry:
    link = entry["link"]
    return FeedEntry(entry.get("id") or link, link, _line(entry.get("title", "")) or link)


def _time(entry: dict[str, Any]) -> int:
    """Seconds since 1970 by which it is sorted; 0 where it has no date."""
    date = entry.get("published_parsed") or entry.get("updated_parsed")
    return timegm(date) if date else 0


def _line(text: str) -> str:
    """A title without its markup."""
    return clean_line(unescape(TAG.sub("", text)))


def _type(raw: Raw) -> str:
    """The charset that the publisher declares; feedparser weighs it against the file's own."""
    return f"application/xml; charset={raw.charset}" if raw.charset else "application/xml"
