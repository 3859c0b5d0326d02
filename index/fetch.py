"""URL -> Page: the bytes of an article, safely. Does not read them (articles.py).

Every hop of a redirect is checked like the first address, and connected to at the very address
that was checked (connection.py), so that a name cannot change its mind in between.
"""

import contextlib
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

import httpcore2
import httpx2

from index.config import IndexConfig
from index.errors import (
    ArticleRefused,
    ArticleTooLarge,
    ArticleUnreachable,
    ArticleUnreadable,
)
from index.network.addresses import Resolver, is_public, resolve, resolve_within
from index.network.connection import PinnedTransport
from index.network.urls import parse_url, shown

USER_AGENT = "AskTheArticle/0.1 (reads single articles on request)"
CONTENT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "application/pdf",
)
MAX_REDIRECTS = 5
MAX_ADDRESSES = 4  # of one host that are tried
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Page:
    """What a web server sent. `url` is the address after redirects; `content_type` is lower case
    and without parameters, "" where the server gave none; `body` is decompressed."""

    url: str
    content_type: str
    body: bytes
    charset: str | None = None


def fetch(
    url: str,
    config: IndexConfig,
    resolver: Resolver = resolve,
    tls: ssl.SSLContext | None = None,
) -> Page:
    """Download `url` within `config.fetch_timeout` seconds, redirects included.

    `resolver` and `tls` replace the system's name service and trusted certificates. Raises
    ArticleRefused for an address that is not on the public internet or not http(s),
    ArticleUnreachable where nothing or an error comes back, ArticleTooLarge, ArticleUnreadable.
    """
    visit = _Visit(config, resolver, tls or _system_tls(), time.monotonic() + config.fetch_timeout)
    target = parse_url(url)
    for _ in range(MAX_REDIRECTS + 1):
        result = visit.get(target)
        if isinstance(result, Page):
            return result
        target = result
    raise ArticleUnreachable(
        "{url} redirects more than {count} times.", url=shown(url), count=MAX_REDIRECTS
    )


@dataclass(frozen=True, slots=True)
class _Visit:
    """One download: what all of its hops share. `deadline` is on time.monotonic's clock."""

    config: IndexConfig
    resolver: Resolver
    tls: ssl.SSLContext
    deadline: float

    def get(self, url: httpx2.URL) -> Page | httpx2.URL:
        """One hop: the page, or the address to go on to."""
        with (
            _translated(url, self.config),
            self._client(url) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code in REDIRECTS and "location" in response.headers:
                return parse_url(str(url.join(response.headers["location"])))
            content_type, charset = _accepted_type(response, url)
            return Page(str(url), content_type, self._body(response, url), charset)

    def _client(self, url: httpx2.URL) -> httpx2.Client:
        transport = PinnedTransport(self._addresses(url), self.deadline, self.tls)
        headers = {"User-Agent": USER_AGENT, "Accept": ", ".join(CONTENT_TYPES)}
        return httpx2.Client(transport=transport, headers=headers, trust_env=False)

    def _addresses(self, url: httpx2.URL) -> list[str]:
        """Where the host is. Raises ArticleRefused when any of its addresses is not public."""
        host = url.raw_host.decode("ascii")
        addresses = resolve_within(self.deadline - time.monotonic(), self.resolver, host)
        if not addresses:
            raise ArticleUnreachable("There is no website {host}.", host=host)
        if host.lower() not in self.config.allow_hosts and not all(map(is_public, addresses)):
            raise ArticleRefused(
                "{host} is not on the public internet, so it is not opened (the setting "
                "allow_hosts can permit it).",
                host=host,
            )
        return list(addresses[:MAX_ADDRESSES])

    def _body(self, response: httpx2.Response, url: httpx2.URL) -> bytes:
        """The decompressed body. Raises ArticleTooLarge as soon as it passes the limit."""
        limit = self.config.max_article_bytes
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > limit:
                raise ArticleTooLarge(
                    "{name} has more than {limit} bytes (max_article_bytes).",
                    name=shown(str(url)),
                    limit=limit,
                )
            if time.monotonic() > self.deadline:
                raise TimeoutError
        return bytes(body)


def _system_tls() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)


def _accepted_type(response: httpx2.Response, url: httpx2.URL) -> tuple[str, str | None]:
    """(content type, charset). Raises ArticleUnreachable for an error status, ArticleUnreadable
    for a type that is no article. A missing type passes: the content will tell."""
    if response.status_code != httpx2.codes.OK:
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise ArticleUnreachable("{url} answered: {status}.", url=shown(str(url)), status=status)
    if "content-type" not in response.headers:
        return "", None
    header = Message()
    header["content-type"] = response.headers["content-type"]
    if header.get_content_type() not in CONTENT_TYPES:
        kind = shown(header.get_content_type(), 60)
        raise ArticleUnreadable("{url} is {kind}, not an article.", url=shown(str(url)), kind=kind)
    return header.get_content_type(), header.get_content_charset()


@contextlib.contextmanager
def _translated(url: httpx2.URL, config: IndexConfig) -> Iterator[None]:
    """Foreign errors -> ours."""
    address = shown(str(url))
    try:
        yield
    except (TimeoutError, httpcore2.TimeoutException) as error:
        raise ArticleUnreachable(
            "{address} did not deliver within {seconds} s.",
            address=address,
            seconds=f"{config.fetch_timeout:g}",
        ) from error
    except httpx2.DecodingError as error:
        raise ArticleUnreadable("{address} sent damaged data.", address=address) from error
    except (httpcore2.ProtocolError, httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ArticleUnreachable(
            "{address} does not speak proper HTTP.", address=address
        ) from error
    except (OSError, UnicodeError, httpcore2.NetworkError) as error:
        if isinstance(error.__cause__ or error.__context__, ssl.SSLCertVerificationError):
            raise ArticleUnreachable(
                "{address} has no valid certificate.", address=address
            ) from error
        raise ArticleUnreachable(
            "{address} cannot be reached; check the address.", address=address
        ) from error
