"""Articles as autocomplete choices. Discord does not check what is sent back: `Librarian.find`
does. Nothing is rendered in a choice, so its name is only made to fit."""

from discord import app_commands

from bot.escape import one_line
from bot.librarian import Librarian, key
from bot.reply import clip, length
from index import DocumentSummary

MOST, LONGEST = 25, 100


async def article_choices(
    librarian: Librarian, typed: str, collections: tuple[str, ...]
) -> list[app_commands.Choice[str]]:
    """The articles whose title or source holds what was typed, newest first."""
    wanted = typed.casefold()
    articles = await librarian.articles(collections)
    found = [a for a in articles if wanted in f"{a.title}\n{a.source}".casefold()]
    return [app_commands.Choice(name=_name(a), value=_value(a)) for a in found[:MOST]]


def _name(article: DocumentSummary) -> str:
    return clip(one_line(article.title).strip() or article.source, LONGEST)


def _value(article: DocumentSummary) -> str:
    return article.source if length(article.source) <= LONGEST else key(article.source)
