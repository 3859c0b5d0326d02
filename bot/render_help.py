"""The words of /help and /about. Pure."""

from collections.abc import Sequence

from bot.i18n import N_, _
from bot.reply import Reply, fit, reply
from index import SHARED, DocumentSummary

TITLES = 5  # newest articles that are named
ASKING = N_(
    """**Ask**: `/ask`, then your question; or mention me with it; or write to me directly.
**Ask on**: reply to an answer, like "and what about Moss?"
**One article only**: choose it as `article` in `/ask`; **of a time**: `since`.
**Quotes**: `/quotes` shows all that somebody is quoted as saying, `/people` who is quoted.
**No answer?** Then the articles do not say it, and a button shows what comes closest.
**Your data**: `/privacy show`, `/privacy export`, `/privacy erase`.
**What I am**: `/about`."""
)
ADMINS = N_(
    "**Admins**: `/articles` adds, lists, shows, removes and exports articles; in the menu of a "
    "message, *Apps, Index this message* adds its links and files; `/feeds` follows RSS and Atom "
    "feeds; `/settings`: where and how I answer; `/status` and `/report`: how I am doing."
)
PROMISE = N_(
    "I answer with sentences of the articles below, word for word, each with its place. "
    "I never write a sentence of my own about them, and no language model does: where the "
    "articles do not say it, neither do I. A quote is only as true as its article."
)


def how_to(admin: bool) -> Reply:
    """How to ask; for admins also where their commands are."""
    told = [_(ASKING), _(ADMINS)] if admin else [_(ASKING)]
    return reply("\n".join(told), title=_("How to ask"))


def about(articles: Sequence[DocumentSummary]) -> Reply:
    """What is quoted from, and the promise."""
    own = sum(article.collection != SHARED for article in articles)
    counts = _(
        "**Articles**: {own} of this place alone, {shared} shared with all.",
        own=own,
        shared=len(articles) - own,
    )
    newest = sorted(articles, key=lambda article: article.added, reverse=True)[:TITLES]
    titles = [f"- {fit(article.title, 100)}" for article in newest]
    names = ["", _("**Added last**"), *titles] if titles else []
    return reply("\n".join([_(PROMISE), "", counts, *names]), title=_("About me"))
