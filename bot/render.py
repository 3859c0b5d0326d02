"""Answers, changes and errors -> what `send(**...)` takes. Pure: it sends and reads nothing.

What comes from an article or a person goes through escape.py. The quote comes first, where it is
from in the line below.
"""

import re
from collections.abc import Sequence
from datetime import date

from bot import escape
from bot.i18n import N_, _, day, ngettext, translated
from bot.quote import Quote, deep_link, shorten, verify
from bot.reply import DESCRIPTION, MESSAGE, TITLE, Reply, clip, fit, length, noted, reply
from index.datatypes import Addition, Answer, Citation, Copy, DocumentSummary
from index.reasons import NOT_STATED

NAME = 100  # of a title or a speaker
COPIES = 2  # other places of a passage that are named
# Characters of each quote, and whether it is linked: the first layout that fits is taken
LAYOUTS = ((900, True), (600, True), (400, True), (250, True), (250, False), (120, False))
HOW_TO_ASK = N_(
    "Ask me about the articles: `/ask`, or mention me with your question. "
    "I answer with excerpts from them, word for word, and nothing else."
)


def answer(answer: Answer) -> Reply:
    """Each excerpt on a card with its source below; or why there are none. Raises NotVerbatim."""
    for citation in answer.citations:
        verify(citation)
    question, note = fit(answer.query.text, TITLE), translated(answer.note or "")
    if not answer.covered:
        reason = fit(translated(answer.reason or NOT_STATED), DESCRIPTION)
        return noted(reply(reason, title=question), note)
    beside = length(question) + length(note)
    return noted(reply(*cards(answer.citations, beside), title=question), note)


def sentence(text: str) -> Reply:
    """Plain words: an error, a refusal. They may hold hostile names."""
    return reply(fit(text, DESCRIPTION))


def how_to_ask() -> Reply:
    """For somebody who mentioned the bot and asked nothing."""
    return reply(_(HOW_TO_ASK))


def addition(addition: Addition) -> str:
    """What adding an article did."""
    told = {
        "added": N_("Added {name}, {sentences}."),
        "replaced": N_("Replaced {name}, {sentences}."),
        "unchanged": N_("Already there: {name}, {sentences}."),
    }[addition.outcome]
    of = addition.document
    return _(told, name=bold_name(of), sentences=sentences(of.sentences))


def removal(summary: DocumentSummary) -> Reply:
    """The question before an article is removed."""
    return reply(_("Remove {name}? It will not be quoted any more.", name=bold_name(summary)))


def removed(summary: DocumentSummary) -> Reply:
    """After it is gone."""
    return reply(_("Removed {name}.", name=bold_name(summary)))


def cards(citations: Sequence[Citation], beside: int) -> list[str]:
    """A card for each, in the first layout that fits into a message beside so much else."""
    for limit, linked in LAYOUTS:
        cards = [_card(citation, limit, linked) for citation in citations]
        if beside + sum(map(length, cards)) <= MESSAGE:
            break
    return cards


def _card(citation: Citation, limit: int, linked: bool) -> str:
    """A quote and its source. An ellipsis is ours, so it stands outside of the quote."""
    quote = shorten(citation, limit)
    before, after = ("…\n" if cut else "" for cut in (quote.cut_before, quote.cut_after))
    speaker = citation.speaker and fit(citation.speaker, NAME)
    source = source_line(
        citation, citation.number, speaker, deep_link(citation) if linked else None
    )
    also = _also(citation.also) if citation.also else ""
    place = _("paragraph {number}", number=citation.paragraph)
    return f"{before}> {_marked(quote)}\n\n{after}{source} · {place}{also}"


def _also(copies: Sequence[Copy]) -> str:
    """Where else the passage stands: the first few places, then how many more."""
    undated = _("undated")
    named = [f"{fit(c.title, NAME)} ({iso_day(c.published) or undated})" for c in copies[:COPIES]]
    places, more = ", ".join(named), len(copies) - COPIES
    if more <= 0:
        return "\n" + _("also in: {places}", places=places)
    return "\n" + _("also in: {places} and {count} more", places=places, count=more)


def _marked(quote: Quote) -> str:
    """The quote with its matching words bold, unless all of it matched."""
    before, bold, after = _bold_span(
        *map(escape.one_line, (quote.before, quote.marked, quote.after))
    )
    if not bold or not (before + after).strip():
        return escape.plain(before + bold + after)
    return f"{escape.plain(before)}**{escape.plain(bold)}**{escape.plain(after)}"


def _bold_span(before: str, bold: str, after: str) -> tuple[str, str, str]:
    """Move the ends of `bold` to its neighbours where stars would not work: blanks, and
    punctuation where the text goes on without a blank."""
    glued_before, glued_after = before[-1:].strip(), after[:1].strip()
    core = re.sub(r"^[\W_]+" if glued_before else r"^\s+", "", bold)
    before += bold[: len(bold) - len(core)]
    bold = re.sub(r"[\W_]+$" if glued_after else r"\s+$", "", core)
    return before, bold, core[len(bold) :] + after


def source_line(
    of: Citation | DocumentSummary, number: int, speaker: str | None, url: str | None
) -> str:
    """One line: number, who says it, title, host and date, as far as they are known."""
    parts = [
        f"**{number}**",
        speaker,
        _title(of.title, url),
        host_of(of.url),
        iso_day(of.published),
    ]
    return " · ".join(filter(None, parts))


def _title(title: str, url: str | None) -> str:
    """Linked where there is an address that we link to."""
    if url is None:
        return fit(title, NAME)
    label = clip(escape.label(title), NAME) or _("article")
    return f"[{label}]({url})"


def bold_name(of: DocumentSummary) -> str:
    """Its title, or words that stand for it."""
    name = fit(of.title, NAME) or _("this article")
    return f"**{name}**"


def host_of(url: str | None) -> str | None:
    """The publisher's, where we link to the address."""
    name = escape.host(url)
    return escape.plain(name) if name else None


def iso_day(published: str | None) -> str | None:
    """An ISO date as "22 Nov 2026"; what is no date is shown as it is."""
    try:
        found = date.fromisoformat(published or "")
    except ValueError:
        return fit(published, NAME) if published else None
    return day(found)


def sentences(count: int) -> str:
    """How many there are."""
    return ngettext("1 sentence", "{count} sentences", count)
