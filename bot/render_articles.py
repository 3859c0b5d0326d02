"""The list of articles, and one article -> what `send(**...)` takes. Pure."""

from collections.abc import Mapping, Sequence

from bot import escape
from bot.catalogue import ORDERS, PAGE, Listed, Listing, Sort
from bot.i18n import _, number
from bot.paging import page_count
from bot.render import NAME, host_of, iso_day, sentences, source_line
from bot.reply import DESCRIPTION, TITLE, Reply, fit, length, noted, reply
from index import SHARED, Document, Person

OPENING = 600  # characters of an article that are shown
DEFAULT = Listing()
PEOPLE = 8  # of those quoted in it that are named


def catalogue(found: Sequence[Listed], listing: Listing = DEFAULT) -> Reply:
    """One page of a list; a page that is not there becomes the nearest one."""
    if not found:
        return _nothing(listing)
    pages = page_count(found, PAGE)
    page = min(max(listing.page, 0), pages - 1)
    numbered = list(enumerate(found, 1))[page * PAGE : (page + 1) * PAGE]
    body = "\n".join(_entry(place, each) for place, each in numbered)
    if length(body) > DESCRIPTION:
        body = "\n".join(_entry(place, each, linked=False) for place, each in numbered)
    counts = {"page": page + 1, "pages": pages, "count": len(found)}
    order = _(ORDERS[listing.sort]) if listing.sort is not Sort.ADDED else None
    note = " · ".join(filter(None, (_("Page {page} of {pages} · {count} in all", **counts), order)))
    return noted(reply(body, title=_title(listing)), note)


def article(
    of: Listed, document: Document, quoted: Sequence[Person], feed: str | None = None
) -> Reply:
    """What is known of one article, how it begins, who is quoted in it, and its feed's title."""
    summary = of.article
    facts = {
        _("Published"): iso_day(summary.published),
        _("Author"): fit(summary.author or "", NAME),
        _("Sentences"): number(summary.sentences),
        _("Added"): iso_day(summary.added[:10]),
        _("Added by"): fit(of.added_by or "", NAME),
        _("Feed"): fit(feed or "", NAME),
        _("Last refresh"): iso_day(summary.refreshed[:10]),
        _("From"): host_of(summary.url) or fit(summary.source, NAME),
    }
    message = card(document, facts)
    if quoted:  # across the whole width: names are long
        message["embeds"][0].add_field(name=_("Quoted"), value=_people(quoted), inline=False)
    return message


def card(document: Document, facts: Mapping[str, str]) -> Reply:
    """An article's title and how it begins, and those facts of it that are known."""
    message = reply(_opening(document.text), title=fit(document.title, TITLE))
    message["embeds"][0].url = escape.safe_url(document.url)
    for name, value in facts.items():
        if value:
            message["embeds"][0].add_field(name=name, value=value)
    return message


def _title(listing: Listing) -> str:
    if not listing.search:
        return _("Articles")
    return fit(_("Articles with “{search}”", search=listing.search), TITLE)


def _nothing(listing: Listing) -> Reply:
    if listing.search:
        return reply(fit(_("No article here has “{search}”.", search=listing.search), DESCRIPTION))
    return reply(_("There are no articles yet. Add one with `/articles add`."))


def _entry(place: int, of: Listed, linked: bool = True) -> str:
    """A line of the list."""
    article = of.article
    line = source_line(article, place, None, escape.safe_url(article.url) if linked else None)
    shared = _("shared") if article.collection == SHARED else None
    adder = _("added by {name}", name=fit(of.added_by, NAME)) if of.added_by else None
    return " · ".join(filter(None, (line, sentences(article.sentences), shared, adder)))


def _opening(text: str) -> str:
    """How an article begins, as a quote."""
    begins = text[:OPENING]
    if len(text) > OPENING:
        begins = begins.rsplit(maxsplit=1)[0]
    paragraphs = [f"> {escape.plain(each)}" for each in begins.split("\n\n") if each.strip()]
    more = "\n\n…" if len(begins) < len(text) else ""
    return "\n> \n".join(paragraphs) + more


def _people(quoted: Sequence[Person]) -> str:
    """The most often quoted, how often, and how many more there are."""
    named = [f"{fit(who.name, NAME)} ({number(who.quotations)})" for who in quoted[:PEOPLE]]
    more = len(quoted) - PEOPLE
    rest = [_("and {count} more", count=more)] if more > 0 else []
    return ", ".join([*named, *rest])
