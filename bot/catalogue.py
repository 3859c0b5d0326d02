"""Which articles /articles list shows, in which order, and who added each. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.i18n import N_
from index import SHARED, DocumentSummary

PAGE = 10  # articles on a page
LONGEST_SEARCH = 60  # it must fit into the id of a button


class Sort(StrEnum):
    """What comes first; the values stand in the ids of buttons."""

    ADDED = "added"
    PUBLISHED = "published"
    ADDER = "adder"
    SENTENCES = "sentences"


ORDERS = {  # as people choose and read them
    Sort.ADDED: N_("Added last first"),
    Sort.PUBLISHED: N_("Published last first"),
    Sort.ADDER: N_("By who added them"),
    Sort.SENTENCES: N_("Most sentences first"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What somebody looks at; pages are counted from 0."""

    sort: Sort = Sort.ADDED
    search: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """An article, and the name of who added it, where that is known."""

    article: DocumentSummary
    added_by: str | None = None


def with_adders(articles: Iterable[DocumentSummary], names: Mapping[str, str]) -> list[Listed]:
    """Each article with its adder. `names` are of the guild's own articles, by source."""
    return [Listed(a, None if a.collection == SHARED else names.get(a.source)) for a in articles]


def select(articles: Sequence[Listed], listing: Listing) -> list[Listed]:
    """Those that hold every word of the search, in title, source, author or adder; sorted, and
    where nothing else decides in the order they came in."""
    wanted = listing.search.casefold().split()
    found = [each for each in articles if all(word in _words(each) for word in wanted)]
    match listing.sort:
        case Sort.PUBLISHED:  # those without a date last
            return sorted(found, key=lambda each: each.article.published or "", reverse=True)
        case Sort.ADDER:
            return sorted(found, key=lambda e: (not e.added_by, (e.added_by or "").casefold()))
        case Sort.SENTENCES:
            return sorted(found, key=lambda each: -each.article.sentences)
    return found


def _words(of: Listed) -> str:
    article = of.article
    parts = (article.title, article.source, article.author, of.added_by)
    return "\n".join(filter(None, parts)).casefold()
