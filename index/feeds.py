"""URL -> Feed: what a publisher's RSS or Atom feed lists. Does not fetch what it lists."""

from contextlib import closing
from dataclasses import dataclass

from index.config import IndexConfig
from index.message import message
from index.network.response import Validators, Wanted
from index.reading.extract import Raw
from index.reading.feed import FeedEntry
from index.reading.sandbox import Sandbox
from index.reading.sniff import Kind

__all__ = ["FeedEntry", "FetchedFeed", "Validators", "fetch_feed"]

TYPES = (  # publishers are careless: what it is, its content tells
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "text/html",
    "text/plain",
)
FEED = message("a feed")
NOTHING = Validators()


@dataclass(frozen=True, slots=True)
class FetchedFeed:
    """`entries` as Feed has them."""

    title: str
    entries: tuple[FeedEntry, ...]
    validators: Validators


def fetch_feed(url: str, config: IndexConfig, known: Validators = NOTHING) -> FetchedFeed:
    """Download and read a feed, as safely as an article. Raises NotChanged where it is as `known`
    says, ArticleGone where it was taken away, ArticleError.

    It is parsed in a child process that ends with it: feeds are read seldom.
    """
    from index.fetch import fetch  # brings an HTTP client along

    page = fetch(url, config, wanted=Wanted(TYPES, FEED, known))
    raw = Raw(page.url, page.body, Kind.FEED, page.charset, page.url)
    with closing(Sandbox(config)) as sandbox:
        feed = sandbox.feed(raw)
    return FetchedFeed(feed.title, feed.entries, page.validators)
