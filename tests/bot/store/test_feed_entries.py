"""Entries of feeds: what was dealt with, in which feed, and for how long that is remembered."""

import time

import pytest

from bot.store.database import Database
from bot.store.feed_entries import DAYS, TRIES, FeedEntries
from bot.store.feeds import Feeds
from bot.store.questions import DAY
from index.feeds import FeedEntry

HERE, THERE, CHANNEL = 7, 8, 9
MILL, POOL = (FeedEntry(name, f"https://news.example/{name}", name) for name in ("mill", "pool"))


@pytest.fixture
def database(tmp_path):
    opened = Database.open(tmp_path / "bot.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def entries(database):
    return FeedEntries(database)


@pytest.fixture
def followed(database):
    """Makes a feed of a guild that is followed."""
    feeds = Feeds(database)

    def make(guild_id: int):
        feed = feeds.offer(guild_id, CHANNEL, "https://news.example/feed", "News")
        feeds.follow(feed.id, 0.0)
        return feeds.find(guild_id, feed.id)

    return make


def test_an_entry_is_dealt_with_for_its_own_feed_only(entries, followed):
    here, there = followed(HERE), followed(THERE)
    entries.added(here, MILL, MILL.url)

    assert entries.open(here, [POOL, MILL]) == [POOL]
    assert entries.open(there, [POOL, MILL]) == [POOL, MILL]


def test_what_fails_is_open_until_it_was_tried_often_enough(entries, followed):
    here = followed(HERE)
    for _ in range(TRIES):
        assert entries.open(here, [MILL]) == [MILL]
        entries.failed(here, MILL)

    assert entries.open(here, [MILL]) == []


def test_the_feed_of_an_article_is_known_in_its_guild_only(entries, followed):
    entries.added(followed(HERE), MILL, MILL.url)

    assert entries.feed_of(HERE, MILL.url) == "News"
    assert entries.feed_of(THERE, MILL.url) is None


def test_what_gave_no_article_is_forgotten_when_the_feed_has_long_dropped_it(
    entries, followed, monkeypatch
):
    here, now = followed(HERE), time.time()
    entries.pass_over(here, [MILL, POOL])
    kept = FeedEntry("kept", "https://news.example/kept", "kept")
    entries.added(here, kept, kept.url)

    assert entries.forget_old(here, []) == 0
    monkeypatch.setattr("time.time", lambda: now + DAYS * DAY + 60)

    assert entries.forget_old(here, [POOL]) == 1
    assert entries.open(here, [MILL, POOL, kept]) == [MILL]


def test_nothing_is_noted_of_a_feed_that_was_removed_meanwhile(entries, followed, database):
    here = followed(HERE)
    Feeds(database).remove(here.id)

    entries.added(here, MILL, MILL.url)

    assert database.rows("SELECT * FROM feed_entries") == []
