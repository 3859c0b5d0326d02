"""What a web server says before its body is read: whether that is what was asked for."""

import math
import time
from dataclasses import dataclass
from email.message import Message as Headers
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from index.errors import (
    ArticleGone,
    ArticleUnreachable,
    ArticleUnreadable,
    NotChanged,
    PublisherBusy,
)
from index.message import Message, message, plural
from index.network.urls import shown

if TYPE_CHECKING:
    import httpx2

OK, NOT_MODIFIED, GONE = 200, 304, 410
BUSY = (429, 503)
LONGEST_WAIT = 86_400.0  # seconds that a server may ask for
ARTICLES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/pdf",
)


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows the version that was fetched: RFC 9110, section 8.8."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Those of a request for a newer version only: RFC 9110, section 13.1."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a server: one of some types of content, newer than `known`."""

    types: tuple[str, ...]
    thing: Message
    known: Validators = Validators()


ARTICLE = Wanted(ARTICLES, message("an article"))


def validators(response: "httpx2.Response") -> Validators:
    """Those of what comes."""
    return Validators(response.headers.get("etag"), response.headers.get("last-modified"))


def refuse_status(response: "httpx2.Response") -> None:
    """Raise NotChanged, ArticleGone, PublisherBusy or ArticleUnreachable for any status but OK."""
    address, code = shown(str(response.url)), response.status_code
    if code == NOT_MODIFIED:
        raise NotChanged("{url} has not changed.", url=address)
    if code == GONE:
        raise ArticleGone("{url} was taken away for good (status 410).", url=address)
    status = f"{code} {response.reason_phrase}".strip()
    if code in BUSY and (wait := _retry_after(response)):
        busy = plural(
            "{url} answered: {status}; it asks to come back in 1 minute.",
            "{url} answered: {status}; it asks to come back in {count} minutes.",
            math.ceil(wait / 60),
            url=address,
            status=status,
        )
        raise PublisherBusy(busy, wait=wait)
    if code != OK:
        raise ArticleUnreachable("{url} answered: {status}.", url=address, status=status)


def _retry_after(response: "httpx2.Response") -> float:
    """Seconds, 0 where none are asked for: a number or a date, RFC 9110, section 10.2.3."""
    text = response.headers.get("retry-after", "").strip()
    try:
        seconds = float(text) if text.isdecimal() else _seconds_until(text)
    except ValueError:
        return 0.0
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _seconds_until(date: str) -> float:
    """Raises ValueError."""
    return parsedate_to_datetime(date).timestamp() - time.time()


def accepted_type(response: "httpx2.Response", wanted: Wanted) -> tuple[str, str | None]:
    """(content type, charset). Raises ArticleUnreadable for a type that is not wanted. A missing
    type passes: the content will tell."""
    if "content-type" not in response.headers:
        return "", None
    header = Headers()
    header["content-type"] = response.headers["content-type"]
    kind = header.get_content_type()
    if kind not in wanted.types:
        raise ArticleUnreadable(
            "{url} is {kind}, not {thing}.",
            url=shown(str(response.url)),
            kind=shown(kind, 60),
            thing=wanted.thing,
        )
    return kind, header.get_content_charset()
