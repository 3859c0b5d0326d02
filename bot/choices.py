"""Articles, people, feeds and times as autocomplete choices. Discord does not check what is sent
back: whoever takes it does. Nothing is rendered in a choice, so its name is only made to fit."""

from collections.abc import Sequence

from discord import app_commands

from bot.escape import one_line
from bot.i18n import N_, _
from bot.librarian import Librarian
from bot.people import matching
from bot.reply import clip, length
from bot.shelves import key
from bot.store.feeds import FollowedFeed
from index import DocumentSummary

MOST, LONGEST = 25, 100
TIMES = (
    N_("today"),
    N_("yesterday"),
    N_("this week"),
    N_("last week"),
    N_("this month"),
    N_("last month"),
    N_("this year"),
)


async def article_choices(
    librarian: Librarian, typed: str, collections: tuple[str, ...]
) -> list[app_commands.Choice[str]]:
    """The articles whose title or source holds what was typed, newest first."""
    wanted = typed.casefold()
    articles = await librarian.articles(collections)
    found = [a for a in articles if wanted in f"{a.title}\n{a.source}".casefold()]
    return [app_commands.Choice(name=_name(a), value=_value(a)) for a in found[:MOST]]


async def person_choices(
    librarian: Librarian, typed: str, collections: tuple[str, ...]
) -> list[app_commands.Choice[str]]:
    """The people whose name holds what was typed, most often quoted first."""
    found = matching(await librarian.people.of(collections), typed)
    names = [clip(one_line(person.name), LONGEST) for person in found[:MOST]]
    return [app_commands.Choice(name=name, value=name) for name in names]


def feed_choices(feeds: Sequence[FollowedFeed], typed: str) -> list[app_commands.Choice[str]]:
    """The feeds whose title or address holds what was typed, in their order."""
    wanted = typed.casefold()
    found = [feed for feed in feeds if wanted in f"{feed.title}\n{feed.url}".casefold()][:MOST]
    names = [clip(one_line(feed.title), LONGEST) for feed in found]
    pairs = zip(names, found, strict=True)
    return [app_commands.Choice(name=name, value=str(feed.id)) for name, feed in pairs]


def time_choices(typed: str) -> list[app_commands.Choice[str]]:
    """Times that begin as typed, in the reader's language; or else what was typed: an ISO date, or
    words that dates.py knows."""
    found = [time for time in TIMES if _(time).casefold().startswith(typed.casefold())]
    if not found and typed.strip():
        found = [clip(one_line(typed), LONGEST)]
    return [app_commands.Choice(name=_(time), value=time) for time in found]


def time_typed(words: str) -> str:
    """A time of TIMES in English, as dates.py knows it, where it was typed in the reader's
    language and not chosen; anything else as it is."""
    return next((time for time in TIMES if _(time).casefold() == words.strip().casefold()), words)


def _name(article: DocumentSummary) -> str:
    return clip(one_line(article.title).strip() or article.source, LONGEST)


def _value(article: DocumentSummary) -> str:
    return article.source if length(article.source) <= LONGEST else key(article.source)
