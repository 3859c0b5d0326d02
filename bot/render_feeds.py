"""Feeds -> what `send(**...)` takes. Pure."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from discord.utils import format_dt

from bot import escape, render_job
from bot.i18n import _, ngettext
from bot.jobs import Outcome
from bot.render import NAME, host_of
from bot.reply import DESCRIPTION, TITLE, Reply, clip, fit, reply
from bot.store.feeds import FollowedFeed, State
from index.feeds import FetchedFeed

NEWEST = 5  # entries that are named before a feed is followed
REASON = 200  # characters


def offered(feed: FollowedFeed, found: FetchedFeed, most: int) -> Reply:
    """What a feed lists, before it is followed; `most` of that is added at once."""
    count = len(found.entries)
    lines = [
        _("From {host}", host=host_of(feed.url) or fit(feed.url, NAME)),
        ngettext("It lists 1 article:", "It lists {count} articles, the newest first:", count),
        *(f"- {fit(entry.title, NAME)}" for entry in found.entries[:NEWEST]),
        "",
        ngettext(
            "Follow it? This one is added now, others as they come.",
            "Follow it? The newest {count} are added now, others as they come.",
            min(count, most),
        ),
    ]
    return reply(clip("\n".join(lines), DESCRIPTION), title=fit(feed.title, TITLE))


def following(feed: FollowedFeed, minutes: int) -> Reply:
    """After it was confirmed."""
    told = _(
        "Following {name}. It is looked at every {minutes} minutes.",
        name=_name(feed),
        minutes=minutes,
    )
    return reply(told)


def listed(feeds: Sequence[FollowedFeed], articles: Mapping[int, int]) -> Reply:
    """All of a guild; `articles` says how many came from each."""
    if not feeds:
        return reply(_("No feed is followed here. Add one with `/feeds add`."))
    lines = [_line(place, feed, articles.get(feed.id, 0)) for place, feed in enumerate(feeds, 1)]
    return reply(clip("\n".join(lines), DESCRIPTION), title=_("Feeds"))


def removal(feed: FollowedFeed) -> Reply:
    """The question before a feed is removed."""
    return reply(_("Follow {name} no longer? Its articles stay.", name=_name(feed)))


def removed(feed: FollowedFeed) -> Reply:
    """After it is gone."""
    return reply(_("{name} is not followed any more. Its articles stay.", name=_name(feed)))


def resumed(feed: FollowedFeed) -> Reply:
    """After it was taken up again."""
    return reply(_("{name} is followed again, and looked at within a minute.", name=_name(feed)))


def paused(feed: FollowedFeed, reason: str) -> Reply:
    """The notice that it is dead."""
    told = _(
        "The feed {name} is paused: {reason} Check its address; a button below, or "
        "`/feeds resume`, tries it again.",
        name=_name(feed),
        reason=fit(reason, REASON),
    )
    return reply(told)


def news(feed: FollowedFeed, outcomes: Sequence[Outcome]) -> Reply:
    """What a check added, and what failed."""
    message = render_job.added(outcomes, len(outcomes))
    message["embeds"][0].title = fit(feed.title, TITLE)
    return message


def _line(place: int, feed: FollowedFeed, articles: int) -> str:
    url = escape.safe_url(feed.url)
    name = fit(feed.title, 80)
    count = ngettext("1 article", "{count} articles", articles)
    return " · ".join([f"**{place}**", f"[{name}]({url})" if url else name, count, _state(feed)])


def _state(feed: FollowedFeed) -> str:
    reason = fit(feed.reason or "", 80)
    if feed.state is State.PAUSED:
        return _("paused: {reason}", reason=reason)
    if feed.failures:
        return ngettext(
            "failed once: {reason}", "failed {count} times: {reason}", feed.failures, reason=reason
        )
    if feed.checked_at is None:
        return _("not looked at yet")
    return _("looked at {time}", time=_ago(feed.checked_at))


def _ago(at: float) -> str:
    """Discord shows it as "5 minutes ago", in the reader's language."""
    return format_dt(datetime.fromtimestamp(at, UTC), "R")


def _name(feed: FollowedFeed) -> str:
    return f"**{fit(feed.title, NAME)}**"
