"""Questions to begin with, made from the articles themselves: each one has an answer in them."""

import logging
import re
from collections.abc import AsyncIterator, Sequence

from bot.librarian import Librarian
from bot.shelves import readable
from index import DocumentSummary, LibraryError, Person
from index.words import STOP_WORDS

MOST = 3
LONGEST = 80  # of a button's label
TITLES = 5  # of the newest articles, from which names are taken
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]*[a-z])*")  # within a sentence

log = logging.getLogger(__name__)


def for_people(people: Sequence[Person]) -> list[str]:
    """What did NAME say? Of those whom the text names, not of "the council" or "police"."""
    names = (p.name for p in people if p.name[0].isupper() and not _is_described(p.name))
    return [question for name in names if len(question := f"What did {name} say?") <= LONGEST]


def about_titles(titles: Sequence[str]) -> list[str]:
    """What about NAME? Of names in titles that are written as sentences are:
    Where Every Word Is Capital, nothing tells a name."""
    names = [name for title in titles if not _is_headline(title) for name in NAME.findall(title)]
    questions = (f"What about {name}?" for name in dict.fromkeys(names))
    return [question for question in questions if len(question) <= LONGEST]


async def find_starters(
    librarian: Librarian, guild_id: int | None, article: DocumentSummary | None = None
) -> list[str]:
    """At most MOST questions for one article, or for all that may be read there. None where they
    cannot be found: nobody waits for them."""
    try:
        return [question async for question in _starters(librarian, guild_id, article)]
    except LibraryError as error:
        log.warning("no questions to begin with: %s", error)
        return []


async def _starters(
    librarian: Librarian, guild_id: int | None, article: DocumentSummary | None
) -> AsyncIterator[str]:
    where = readable(guild_id)
    quoted = librarian.people.in_article(article) if article else librarian.people.of(where)
    articles = [article] if article else (await librarian.articles(where))[:TITLES]
    found = for_people(await quoted)[:MOST]
    for question in found:
        yield question
    for question in about_titles([each.title for each in articles]):
        if len(found) == MOST:
            return
        if (await librarian.ask(question, guild_id, article and article.source)).covered:
            found.append(question)
            yield question


def _is_described(name: str) -> bool:
    """The council, Its director, Police."""
    first, *rest = name.split()
    return first.casefold() in STOP_WORDS or not rest


def _is_headline(title: str) -> bool:
    words = [word for word in title.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * len(words)
