"""feeds.py against a real server on this machine, and what hostile or careless feeds come to."""

import time
from email.utils import formatdate
from pathlib import Path

import pytest

from index.config import IndexConfig
from index.errors import (
    ArticleGone,
    ArticleRefused,
    ArticleTooLarge,
    ArticleUnreachable,
    ArticleUnreadable,
    NotChanged,
    PublisherBusy,
)
from index.feeds import FeedEntry, Validators, fetch_feed
from tests.index.web_server import ROUTES, web_server

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Town &amp; <b>river</b></title>
<item><guid isPermaLink="false">a</guid><title>Salmon &amp;amp; trout</title><link>/salmon</link>
<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>Newer</title><link>https://news.test/newer</link>
<pubDate>Tue, 24 Nov 2026 10:00:00 GMT</pubDate></item>
<item><title>Hostile</title><link>javascript:alert(1)</link>
<pubDate>Tue, 24 Nov 2026 11:00:00 GMT</pubDate></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Alder Post</title>
<entry><id>urn:1</id><title type="html">&lt;i&gt;Mill&lt;/i&gt; closes</title>
<link href="https://news.test/mill"/></entry></feed>"""
ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
BOMB = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lol">{ENTITIES}]>
<rss version="2.0"><channel><title>&e9;</title></channel></rss>""".encode()
SPY = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><title>Name: &e;</title></channel></rss>"""


@pytest.fixture(scope="module")
def server():
    with web_server() as running:
        yield running


@pytest.fixture
def config(tmp_path):
    return IndexConfig(tmp_path, allow_hosts=("127.0.0.1",), max_article_bytes=100_000)


@pytest.fixture
def publish(server, monkeypatch):
    """Serves a body at /feed; returns its address."""

    def serve(body: bytes, status: int = 200, **headers: str) -> str:
        headers = {"Content_Type": "application/rss+xml"} | headers
        monkeypatch.setitem(ROUTES, "/feed", lambda web: web.reply(body, status, **headers))
        return f"http://127.0.0.1:{server.server_port}/feed"

    return serve


def test_the_newest_entry_comes_first_and_links_that_are_no_web_address_go(publish, config):
    url = publish(RSS, ETag='"v1"', Last_Modified="Tue, 24 Nov 2026 11:00:00 GMT")
    site = url.removesuffix("/feed")

    found = fetch_feed(url, config)

    assert found.title == "Town & river"
    assert found.entries == (
        FeedEntry("https://news.test/newer", "https://news.test/newer", "Newer"),
        FeedEntry("a", f"{site}/salmon", "Salmon & trout"),
    )
    assert found.validators == Validators('"v1"', "Tue, 24 Nov 2026 11:00:00 GMT")


def test_where_an_entry_has_no_date_all_stay_in_the_order_of_the_feed(publish, config):
    undated = RSS.replace(b"<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate>", b"")

    found = fetch_feed(publish(undated), config)

    assert [entry.title for entry in found.entries] == ["Salmon & trout", "Newer"]


def test_atom_is_read_too(publish, config):
    found = fetch_feed(publish(ATOM, Content_Type="application/atom+xml"), config)

    assert found.title == "The Alder Post"
    assert found.entries == (FeedEntry("urn:1", "https://news.test/mill", "Mill closes"),)


def test_a_feed_that_has_not_changed_is_asked_for_by_its_validators(publish, server, config):
    url = publish(b"", 304)

    with pytest.raises(NotChanged):
        fetch_feed(url, config, Validators('"v1"', "Tue, 24 Nov 2026 11:00:00 GMT"))

    assert server.requests[-1]["If-None-Match"] == '"v1"'
    assert server.requests[-1]["If-Modified-Since"] == "Tue, 24 Nov 2026 11:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "error"), [(404, ArticleUnreachable), (410, ArticleGone), (500, ArticleUnreachable)]
)
def test_a_status_is_told(publish, config, status, error):
    with pytest.raises(error, match=f"/feed .*{status}"):
        fetch_feed(publish(b"", status), config)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("asked", "seconds"), [("90", 90), ("9" * 500, 86_400)])
def test_how_long_a_busy_server_wants_to_be_left_alone_is_known(
    publish, config, status, asked, seconds
):
    with pytest.raises(PublisherBusy, match=f"{status} .*; it asks to come back in ") as told:
        fetch_feed(publish(b"", status, Retry_After=asked), config)

    assert told.value.wait == seconds


def test_a_busy_server_may_name_the_time(publish, config):
    asked = formatdate(time.time() + 3600, usegmt=True)

    with pytest.raises(PublisherBusy) as told:
        fetch_feed(publish(b"", 503, Retry_After=asked), config)

    assert told.value.wait == pytest.approx(3600, abs=120)


@pytest.mark.parametrize("asked", ["", "0", "-5", "soon", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_a_busy_server_that_does_not_say_how_long_is_like_any_other(publish, config, asked):
    with pytest.raises(ArticleUnreachable, match=r"/feed answered: 503 [\w ]+\.$") as told:
        fetch_feed(publish(b"", 503, Retry_After=asked), config)

    assert type(told.value) is ArticleUnreachable


@pytest.mark.parametrize(
    "body", [b"<html><body>Salmon spawn in gravel.</body></html>", b"hello", b"\0\1\2", b""]
)
def test_what_is_no_feed_is_refused_in_a_sentence(publish, config, body):
    with pytest.raises(ArticleUnreadable, match="is no RSS or Atom feed"):
        fetch_feed(publish(body, Content_Type="text/html"), config)


def test_an_image_is_refused_by_its_type(publish, config):
    with pytest.raises(ArticleUnreadable, match="is image/png, not a feed"):
        fetch_feed(publish(b"\x89PNG", Content_Type="image/png"), config)


def test_a_feed_above_the_limit_is_refused(publish, config):
    with pytest.raises(ArticleTooLarge):
        fetch_feed(publish(RSS + b" " * 100_000), config)


def test_entities_that_grow_are_not_expanded(publish, config):
    found = fetch_feed(publish(BOMB), config)

    assert len(found.title) < 100


def test_a_file_of_the_host_is_not_read(publish, config):
    name = Path("/etc/hostname").read_text(encoding="utf-8").strip()

    assert name not in fetch_feed(publish(SPY), config).title


def test_a_feed_is_fetched_from_the_public_internet_only(publish, tmp_path):
    with pytest.raises(ArticleRefused, match="not on the public internet"):
        fetch_feed(publish(RSS), IndexConfig(tmp_path))


def test_damaged_xml_gives_what_can_be_read(publish, config):
    found = fetch_feed(publish(RSS[: RSS.index(b"Hostile")]), config)

    assert found.title == "Town & river"
    assert "Newer" in [entry.title for entry in found.entries]
