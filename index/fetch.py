"""URL -> Page: the bytes of an article or a feed, safely. Does not read them (articles.py,
feeds.py).

Every hop of a redirect is checked like the first address, and connected to at the very address
that was checked (connection.py), so that a name cannot change its mind in between.
"""

import contextlib
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

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
from index.network.response import (
    ARTICLE,
    Validators,
    Wanted,
    accepted_type,
    refuse_status,
    validators,
)
from index.network.urls import parse_url, shown

USER_AGENT = "AskTheArticle/0.1 (reads single articles on request)"
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
    validators: Validators = field(default=Validators(), compare=False)


def fetch(
    url: str,
    config: IndexConfig,
    resolver: Resolver = resolve,
    tls: ssl.SSLContext | None = None,
    wanted: Wanted = ARTICLE,
) -> Page:
    """Download `url` within `config.fetch_timeout` seconds, redirects included.

    `resolver` and `tls` replace the system's name service and trusted certificates. Raises
    ArticleRefused for an address that is not on the public internet or not http(s),
    ArticleUnreachable where nothing or an error comes back, ArticleTooLarge, ArticleUnreadable,
    NotChanged.
    """
    deadline = time.monotonic() + config.fetch_timeout
    visit = _Visit(config, resolver, tls or _system_tls(), deadline, wanted)
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
    wanted: Wanted

    def get(self, url: httpx2.URL) -> Page | httpx2.URL:
        """One hop: the page, or the address to go on to."""
        with (
            _translated(url, self.config),
            self._client(url) as client,
            client.stream("GET", url) as response,
        ):
            if response.status_code in REDIRECTS and "location" in response.headers:
                return parse_url(str(url.join(response.headers["location"])))
            refuse_status(response)
            content_type, charset = accepted_type(response, self.wanted)
            known = validators(response)
            return Page(str(url), content_type, self._body(response, url), charset, known)

    def _client(self, url: httpx2.URL) -> httpx2.Client:
        transport = PinnedTransport(self._addresses(url), self.deadline, self.tls)
        headers = {"User-Agent": USER_AGENT, "Accept": ", ".join(self.wanted.types)}
        headers |= self.wanted.known.headers()
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
