"""Hostile text -> text that Discord shows letter by letter: the one neutraliser.

`discord.utils.escape_markdown` leaves links, mentions, time stamps and invites alive. Here a
backslash stands before whatever could begin any of these; it is invisible once rendered, so what
a person reads (and copies) is the text itself. Link labels know no backslash: they are cleaned.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from index.reading.clean import INVISIBLE

MAX_URL = 700  # a longer address is not linked: five of them must fit into one message
MAX_HOST = 60

_ALWAYS = re.compile(r"[\\*_~`|<>#@&\[\]]")
_GLUED = re.compile(r"[.:](?=\S)")  # makes hosts, schemes and :emoji: of what surrounds it
_LINE_START = re.compile(r"^( ?\d*)([-+=.)])")  # lists, subtext, underlines of headings
_LABEL = str.maketrans("[]<>`@#*_~|\\", "()‹›'＠＃     ")
_DOMAIN_DOT = re.compile(r"(?<=\w)\.(?=\w{2})")
_GLUED_COLON = re.compile(r":(?=\S)")


def one_line(text: str) -> str:
    """The text without invisible characters, every run of white space one blank."""
    return re.sub(" +", " ", INVISIBLE.sub("", re.sub(r"\s+", " ", text)))


def plain(text: str) -> str:
    """One line that renders as the text, with nothing in it live: no format, link or mention."""
    line = _ALWAYS.sub(r"\\\g<0>", one_line(text))
    line = _GLUED.sub(r"\\\g<0>", line)
    return _LINE_START.sub(r"\1\\\2", line)


def label(text: str) -> str:
    """Words for a link's label: what could end the label, format or look like an address is gone.

    Dots within names of hosts become the look-alike U+2024, so that no label reads as a link.
    """
    words = one_line(text.translate(_LABEL)).strip()
    return _GLUED_COLON.sub("∶", _DOMAIN_DOT.sub("․", words))


def safe_url(url: str | None) -> str | None:
    """The address as it can stand in a link, or None where we do not link to it.

    Refused: not http(s), user info, white space or controls, literal IPv6, too long.
    """
    if not url or url != one_line(url) or set(url) & set(' \\"<>') or len(url) > MAX_URL:
        return None
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # UnicodeError included: no such host can exist
        return None
    if parts.scheme not in ("http", "https") or not name or "@" in parts.netloc or ":" in name:
        return None
    rest = (quote(part, safe="%/:?@!$&'+,;=~-._") for part in parts[2:])
    return urlunsplit((parts.scheme, f"{name}:{port}" if port else name, *rest))


def host(url: str | None) -> str | None:
    """The host of an address that we link to, in ASCII so that no look-alike letter hides in it."""
    safe = safe_url(url)
    name = urlsplit(safe).hostname if safe else None
    if not name:
        return None
    name = name.removeprefix("www.")
    return name if len(name) <= MAX_HOST else "…" + name[-MAX_HOST:]
