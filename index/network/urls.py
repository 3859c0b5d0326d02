"""Web addresses as text: which we open, and the one form under which an article is kept."""

import re
from typing import TYPE_CHECKING

from index.errors import ArticleRefused

if TYPE_CHECKING:
    import httpx2

CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")
USER_INFO = re.compile(r"[^/?#]*//[^/?#]*@")
HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+", re.ASCII | re.IGNORECASE)
NUMERIC_HOST = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\.?", re.IGNORECASE)
DOTTED_QUAD = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
TRACKING = re.compile(r"(?:utm_\w*|fbclid|gclid)(?:=|$)", re.IGNORECASE)


def is_web_address(text: str) -> bool:
    """Whether `text` is meant as an address rather than as a file."""
    return text.lower().startswith(("http://", "https://"))


def parse_url(url: str) -> "httpx2.URL":
    """The parts of a web address. Raises ArticleRefused for one that we do not open.

    Refused: other schemes than http(s), a user name or password, control characters and spaces,
    no host, and hosts that are numbers in disguise, such as 2130706433 or 0177.0.0.1.
    """
    import httpx2  # an HTTP client, for its parser: not at every start

    if CONTROL.search(url):
        raise ArticleRefused("{url} has spaces or control characters in it.", url=shown(url))
    try:
        parts = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise ArticleRefused("{url} is not a valid address.", url=shown(url)) from error
    host = parts.raw_host.decode("ascii")
    if parts.scheme not in ("http", "https") or not host:
        raise ArticleRefused(
            "{url} is not an address that starts with http or https.", url=shown(url)
        )
    if not HOST.fullmatch(host) or not 0 < (parts.port or 80) < 65_536:
        raise ArticleRefused("{url} is not a valid address.", url=shown(url))
    if parts.userinfo or USER_INFO.match(url):
        raise ArticleRefused("An address with a user name or password in it is not opened.")
    if NUMERIC_HOST.fullmatch(host) and not DOTTED_QUAD.fullmatch(host):
        raise ArticleRefused("{url} has a number for a host; use the site's name.", url=shown(url))
    return parts


def canonical(url: str) -> str:
    """The form in which two spellings of an address are equal. Raises ArticleRefused.

    Scheme and host in lower case, no default port, no fragment, none of the parameters that
    only track the reader (utm_*, fbclid, gclid).
    """
    address, _, query = str(parse_url(url).copy_with(fragment=None)).partition("?")
    if address.count("/") == 2:
        address += "/"
    kept = "&".join(part for part in query.split("&") if not TRACKING.match(part))
    return f"{address}?{kept}" if kept else address


def link(url: str | None) -> str | None:
    """The canonical form of an address that an article gives for itself; None where it gives none,
    or one that we would not open."""
    try:
        return canonical(url) if url else None
    except ArticleRefused:
        return None


def shown(url: str, limit: int = 200) -> str:
    """An address for a message: printable and not too long."""
    printable = "".join(character for character in url if character.isprintable())
    return printable if len(printable) <= limit else printable[:limit] + "…"
