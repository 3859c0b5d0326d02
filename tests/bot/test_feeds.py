"""/feeds and what comes of it: as an admin, a member and another guild, against a real web server
on this machine."""

import asyncio
import time
from dataclasses import dataclass, field

import discord
import pytest
import simcord

from bot.config import Config
from bot.errors import FeedRefused
from bot.feed_checks import MOST
from bot.feed_schedule import DEAD_AFTER, LONGEST, wait_after
from bot.store.feed_entries import TRIES
from index import IndexConfig
from tests.bot.conftest import REFUSED, Place, make_place, sources, words
from tests.bot.test_articles_view import demote
from tests.index.web_server import ROUTES, web_server

COMMANDS = {
    "feeds add": {"url": "https://news.example.com/feed"},
    "feeds list": {},
    "feeds remove": {"feed": "1"},
    "feeds resume": {"feed": "1"},
}
FEED = "/town.xml"


@dataclass
class Paper:
    """A publisher: its feed, and a page for each article that it lists."""

    site: str
    titles: list[str] = field(default_factory=list)  # newest first
    missing: set[str] = field(default_factory=set)  # listed, but there is no page
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return self.site + FEED

    def publish(self, *titles: str) -> None:
        """New articles, the last one is the newest."""
        for title in titles:
            self.titles.insert(0, title)
            ROUTES[f"/{title}"] = lambda web, title=title: self._page(web, title)

    def serve(self, web) -> None:
        self.requests.append(dict(web.headers))
        tag = f'"{len(self.titles)}"'
        unchanged = web.headers.get("If-None-Match") == tag
        status = 304 if unchanged and self.status == 200 else self.status
        items = "".join(
            f"<item><guid>{title}</guid><title>About {title}</title><link>/{title}</link></item>"
            for title in self.titles
        )
        body = f"<rss version='2.0'><channel><title>Town @everyone</title>{items}</channel></rss>"
        sent = body.encode() if status == 200 else b""
        headers = {"Content_Type": "application/rss+xml", "ETag": tag} | self.headers
        web.reply(sent, status, **headers)

    def _page(self, web, title: str) -> None:
        text = f"The town says that {title} will open in June. Nobody knows at which hour."
        page = f"<html><title>About {title}</title><body><p>{text}</p></body></html>"
        web.reply(page.encode(), 404 if title in self.missing else 200)


@pytest.fixture
def paper(monkeypatch):
    with web_server() as server:
        made = Paper(f"http://127.0.0.1:{server.server_port}")
        monkeypatch.setitem(ROUTES, FEED, made.serve)
        made.publish("mill", "school")
        yield made
        for title in made.titles:
            del ROUTES[f"/{title}"]


@pytest.fixture
def config(tmp_path) -> IndexConfig:
    return IndexConfig(tmp_path / "data", allow_hosts=("127.0.0.1",))


@pytest.fixture
def settings(config) -> Config:
    return Config(config, feeds_per_server=2)


async def follow(place: Place, url: str):
    """/feeds add, and Follow under what it shows; returns the message of the job."""
    shown = await place.admin.slash(place.channel, "feeds add", url=url)
    return (await place.admin.click(shown.response, label="Follow")).followups[0]


async def look(env: simcord.Env, place: Place) -> None:
    """All feeds of a guild are due, and are looked at."""
    watch = env.bot.get_cog("FeedWatch")
    for feed in env.bot.memory.feeds.of_guild(place.guild.id):
        env.bot.memory.feeds.put_off(feed.id, 0.0)
    await watch.minutely()
    await asyncio.gather(*watch._at_work)
    await env.settle()


def heard(place: Place) -> list[str]:
    """What the channel was told by nobody's command."""
    return [words(message) for message in place.channel.history()]


def next_checks(env: simcord.Env) -> list:
    return env.bot.memory.database.rows("SELECT guild_id, next_at FROM feeds")


def state_of(env: simcord.Env, place: Place):
    (feed,) = env.bot.memory.feeds.of_guild(place.guild.id)
    return feed


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_does_not_see_a_command_and_is_refused(env, here, command):
    assert command not in here.member.available_commands(here.channel)
    number = int(env.backend.find_command("feeds", here.guild.id, type=1)["id"])
    here.guild.set_command_permissions(number, {here.guild.default_role: True})

    result = await here.member.slash(here.channel, command, **COMMANDS[command])

    assert result.ephemeral
    assert words(result.response) == REFUSED
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_a_feed_is_shown_before_it_is_followed(env, library, here, paper):
    shown = await here.admin.slash(here.channel, "feeds add", url=paper.url)

    assert shown.ephemeral
    assert words(shown.response) == (
        "Town \\@everyone\nFrom 127\\.0\\.0\\.1\nIt lists 2 articles, the newest first:\n"
        "- About school\n- About mill\n\n"
        "Follow it? The newest 2 are added now, others as they come."
    )
    assert sources(library, here) == ["rivers.txt"]
    assert env.bot.memory.feeds.of_guild(here.guild.id) == []


async def test_a_followed_feed_brings_its_articles_here_and_not_there(
    env, library, here, there, paper
):
    job = await follow(here, paper.url)
    asked = await here.member.slash(here.channel, "ask", question="When will the mill open?")
    elsewhere = await there.admin.slash(there.channel, "feeds list")

    assert words(job) == (
        "Added **About school**, 2 sentences.\nAdded **About mill**, 2 sentences."
    )
    assert "mill will open in June" in words(asked.response).replace("*", "")
    assert sources(library, there) == ["bridges.txt"]
    assert words(elsewhere.response).startswith("No feed is followed here.")


async def test_only_what_is_new_is_added_later_and_told(env, library, here, paper):
    await follow(here, paper.url)
    await look(env, here)
    paper.publish("pool")
    told = heard(here)

    await look(env, here)

    assert sources(library, here)[0] == f"{paper.site}/pool"
    assert [x for x in heard(here) if x not in told] == [
        "Town \\@everyone\nAdded **About pool**, 2 sentences."
    ]
    assert paper.requests[-2]["If-None-Match"] == '"2"'


async def test_nothing_is_fetched_again_that_was_removed_here(env, library, here, paper):
    await follow(here, paper.url)
    asked = await here.admin.slash(here.channel, "articles remove", article=f"{paper.site}/mill")
    await here.admin.click(asked.response, label="Remove")
    paper.publish("pool")

    await look(env, here)

    assert f"{paper.site}/mill" not in sources(library, here)
    assert f"{paper.site}/pool" in sources(library, here)


async def test_of_a_long_feed_only_the_newest_are_added(env, library, here, paper):
    paper.publish(*(f"n{number}" for number in range(MOST)))

    await follow(here, paper.url)
    await look(env, here)

    assert len(sources(library, here)) == MOST + 1
    assert f"{paper.site}/mill" not in sources(library, here)


async def test_an_article_that_fails_is_named_and_tried_a_few_times(env, library, here, paper):
    await follow(here, paper.url)
    paper.publish("pool")
    paper.missing.add("pool")

    for _ in range(TRIES + 2):
        await look(env, here)

    named = [x for x in heard(here) if "**About pool**: " in x and "404" in x]
    assert len(named) == TRIES
    assert state_of(env, here).failures == 0


async def test_an_article_that_failed_once_is_added_when_it_is_there(env, library, here, paper):
    await follow(here, paper.url)
    paper.publish("pool")
    paper.missing.add("pool")
    await look(env, here)
    paper.missing.clear()

    await look(env, here)

    assert f"{paper.site}/pool" in sources(library, here)


async def test_a_feed_that_fails_again_and_again_is_paused_with_a_notice(env, here, paper):
    await follow(here, paper.url)
    paper.status = 500
    for _ in range(DEAD_AFTER - 1):
        await look(env, here)
    before, state = heard(here), state_of(env, here)
    listed = await here.admin.slash(here.channel, "feeds list")

    await look(env, here)
    notice = here.channel.history()[-1]

    assert (state.failures, state.state) == (DEAD_AFTER - 1, "followed")
    assert f"failed {DEAD_AFTER - 1} times: " in words(listed.response)
    assert not any("paused" in line for line in before)
    assert words(notice).startswith("The feed **Town \\@everyone** is paused: ")
    assert "500" in words(notice)
    assert state_of(env, here).state == "paused"


async def test_a_paused_feed_is_left_alone_until_an_admin_resumes_it(env, library, here, paper):
    await follow(here, paper.url)
    paper.status = 410
    await look(env, here)
    (notice,) = [m for m in here.channel.history() if "is paused" in words(m)]
    asked = len(paper.requests)
    await look(env, here)
    assert len(paper.requests) == asked

    paper.status = 200
    paper.publish("pool")
    refused = await here.member.click(notice, label="Try again")
    assert words(refused.response) == REFUSED
    await here.admin.click(notice, label="Try again")
    await look(env, here)

    assert f"{paper.site}/pool" in sources(library, here)
    assert state_of(env, here).state == "followed"
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_the_notice_stands_in_the_channel_of_the_audit_lines(env, here, paper):
    desk = here.guild.create_text_channel("desk")
    await env.settle()
    env.bot.settings.change(here.guild.id, audit_channel=desk.id)
    await follow(here, paper.url)
    paper.status = 410

    await look(env, here)

    lines = [words(message) for message in desk.history()]
    assert lines[0] == (
        f"<@{here.admin.id}>: Following **Town \\@everyone**. It is looked at every 60 minutes."
    )
    assert lines[-1].startswith("The feed **Town \\@everyone** is paused: ")
    assert not any("paused" in line for line in heard(here))


async def test_resume_by_command_and_its_autocomplete(env, here, there, paper):
    await follow(here, paper.url)
    paper.status = 410
    await look(env, here)

    (choice,) = await here.admin.autocomplete(here.channel, "feeds resume", "feed", "town")
    other = await there.admin.slash(there.channel, "feeds resume", feed=choice["value"])
    done = await here.admin.slash(here.channel, "feeds resume", feed=choice["value"])

    assert choice["name"] == "Town @everyone"
    assert words(other.response).startswith("There is no feed")
    assert "is followed again" in words(done.response)
    assert [type(error.original).__name__ for error in env.errors] == ["FeedRefused"]


async def test_a_button_of_another_guild_finds_no_feed_here(env, library, here, there, paper):
    await follow(here, paper.url)
    paper.status = 410
    await look(env, here)
    (notice,) = [m for m in here.channel.history() if "is paused" in words(m)]
    (row,) = notice.components
    (button,) = row.children
    env.bot.memory.feeds.offer(there.guild.id, there.channel.id, paper.url, "Elsewhere")
    shown = await there.admin.slash(there.channel, "feeds list")

    number = int(button.custom_id.rpartition(":")[2])

    assert env.bot.memory.feeds.find(there.guild.id, number) is None
    with pytest.raises(FeedRefused):
        await env.bot.feed_checks.find(there.guild.id, number)
    assert words(shown.response).startswith("No feed is followed here.")


@pytest.mark.parametrize("command", ["feeds remove", "feeds resume"])
async def test_a_member_is_offered_no_feeds(env, here, paper, command):
    await follow(here, paper.url)
    number = int(env.backend.find_command("feeds", here.guild.id, type=1)["id"])
    here.guild.set_command_permissions(number, {here.guild.default_role: True})

    assert await here.member.autocomplete(here.channel, command, "feed", "") == []
    assert len(await here.admin.autocomplete(here.channel, command, "feed", "")) == 1


async def test_what_was_cancelled_is_not_added_at_the_next_check(
    env, library, here, paper, monkeypatch
):
    add = env.bot.librarian.changes.add

    async def add_and_cancel(document, guild_id):
        (job,) = env.bot.jobs._queues[guild_id]
        env.bot.jobs.cancel(job)
        return await add(document, guild_id)

    monkeypatch.setattr(env.bot.librarian.changes, "add", add_and_cancel)
    job = await follow(here, paper.url)
    monkeypatch.setattr(env.bot.librarian.changes, "add", add)
    paper.publish("pool")
    await look(env, here)

    assert words(job).startswith("Cancelled after 1 of 2 articles.")
    expected = ["rivers.txt", *(f"{paper.site}/{name}" for name in ("pool", "school"))]
    assert sorted(sources(library, here)) == sorted(expected)


async def test_a_removed_feed_is_looked_at_no_more_and_its_articles_stay(env, library, here, paper):
    await follow(here, paper.url)
    shown = await here.admin.slash(here.channel, "feeds remove", feed="Town @everyone")
    await here.admin.click(shown.response, label="Remove")
    asked = len(paper.requests)

    await look(env, here)

    assert words(shown.response) == (
        "**Town \\@everyone** is not followed any more. Its articles stay."
    )
    assert len(paper.requests) == asked
    assert f"{paper.site}/mill" in sources(library, here)


async def test_cancel_leaves_everything_as_it_is(env, library, here, paper):
    shown = await here.admin.slash(here.channel, "feeds add", url=paper.url)
    await here.admin.click(shown.response, label="Cancel")

    assert words(shown.response) == "Nothing was changed."
    assert env.bot.memory.feeds.of_guild(here.guild.id) == []
    assert sources(library, here) == ["rivers.txt"]


async def test_who_is_no_admin_any_more_cannot_press_follow(env, library, here, paper):
    shown = await here.admin.slash(here.channel, "feeds add", url=paper.url)
    demote(env, here)

    pressed = await here.admin.click(shown.response, label="Follow")

    assert words(pressed.response) == REFUSED
    assert env.bot.memory.feeds.of_guild(here.guild.id) == []
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://10.0.0.1/feed", "is not on the public internet"),
        ("http://localhost/feed", "is not on the public internet"),
        ("ftp://news.example.com/feed", "is not an address that starts with http or https"),
        ("http://2130706433/", "has a number for a host"),
    ],
)
async def test_an_address_that_is_not_public_is_refused(env, here, url, told):
    result = await here.admin.slash(here.channel, "feeds add", url=url)

    assert told in words(result.response)
    assert env.bot.memory.feeds.of_guild(here.guild.id) == []
    assert len(env.errors) == 1


async def test_a_page_that_is_no_feed_is_refused_in_a_sentence(env, here, paper):
    result = await here.admin.slash(here.channel, "feeds add", url=f"{paper.site}/mill")

    assert words(result.response).endswith("is no RSS or Atom feed.")
    assert [type(error.original).__name__ for error in env.errors] == ["ArticleUnreadable"]


async def test_a_feed_is_followed_once_and_there_is_a_limit(env, here, there, paper, monkeypatch):
    await follow(here, paper.url)
    again = await here.admin.slash(here.channel, "feeds add", url=paper.url)
    await follow(there, paper.url)
    for path in ("/b.xml", "/c.xml"):
        monkeypatch.setitem(ROUTES, path, paper.serve)
    await follow(here, f"{paper.site}/b.xml")
    third = await here.admin.slash(here.channel, "feeds add", url=f"{paper.site}/c.xml")

    assert words(again.response) == "This feed is followed already; /feeds list shows it."
    assert words(third.response) == "This server follows 2 feeds; no more are taken."
    assert len(env.bot.memory.feeds.of_guild(there.guild.id)) == 1
    assert [type(error.original).__name__ for error in env.errors] == ["FeedRefused"] * 2


async def test_an_article_names_its_feed_in_its_guild(env, library, here, there, paper):
    await follow(here, paper.url)
    await there.admin.slash(there.channel, "articles list")

    shown = await here.admin.slash(here.channel, "articles show", article=f"{paper.site}/mill")
    own = await here.admin.slash(here.channel, "articles show", article="rivers.txt")

    assert "Feed: Town \\@everyone" in words(shown.response)
    assert "Feed:" not in words(own.response)


async def test_the_list_says_how_each_feed_is_doing(env, here, paper):
    await follow(here, paper.url)

    listed = await here.admin.slash(here.channel, "feeds list")

    assert listed.ephemeral
    assert words(listed.response).startswith(
        f"Feeds\n**1** · [Town \\@everyone]({paper.url}) · 2 articles · looked at <t:"
    )


async def test_a_guild_that_the_bot_left_is_not_looked_after_and_then_forgotten(env, here, paper):
    await follow(here, paper.url)
    memory, asked = env.bot.memory, len(paper.requests)
    env.bot._connection._remove_guild(env.bot.get_guild(here.guild.id))

    await look(env, here)
    memory.forget_guild(here.guild.id)

    assert len(paper.requests) == asked
    assert memory.database.rows("SELECT * FROM feeds") == []
    assert memory.database.rows("SELECT * FROM feed_entries") == []


async def test_a_publisher_that_is_busy_is_left_alone_as_long_as_it_asks(env, here, there, paper):
    await follow(here, paper.url)
    await follow(there, paper.url)
    paper.status, paper.headers = 429, {"Retry-After": "36000"}
    before = time.time()

    await look(env, here)
    listed = await here.admin.slash(here.channel, "feeds list")

    due = {row["guild_id"]: row["next_at"] for row in next_checks(env)}
    assert before + 36000 <= due[here.guild.id] <= time.time() + 36000
    assert due[there.guild.id] < before + 2 * 3600
    assert "answered: 429 Too Many Requests; it asks" in words(listed.response)


async def test_the_news_of_a_feed_are_told_in_the_language_of_the_server(env, here, paper):
    german = make_place(env, "dort", preferred_locale="de")
    await follow(german, paper.url)
    paper.publish("pool")

    await look(env, german)

    assert heard(german)[-1].endswith("**About pool** hinzugefügt, 2 Sätze.")


async def test_nobody_is_mentioned(env, here, paper):
    await follow(here, paper.url)

    for message in here.channel.history():
        assert message.content == ""
        assert message.mention_everyone is False
    assert env.bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()


def test_each_failure_doubles_the_wait_up_to_a_day():
    for failures, minutes in enumerate([60, 120, 240, 480, 960]):
        assert 0.9 * minutes * 60 <= wait_after(60, failures) <= 1.1 * minutes * 60
    assert wait_after(60, 30) <= 1.1 * LONGEST


def test_a_publisher_is_left_alone_as_long_as_it_asks():
    assert min(wait_after(60, 0, asked=7200) for _ in range(20)) == 7200
    assert wait_after(60, 4, asked=7200) > 7200


def test_checks_are_spread_out():
    assert len({wait_after(60, 0) for _ in range(20)}) > 1
