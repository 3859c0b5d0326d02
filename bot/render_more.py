"""What a button shows beside an answer -> what `send(**...)` takes: further passages, or the
closest ones where there is no answer. Pure."""

from collections.abc import Sequence

from bot import render
from bot.i18n import N_, _, translated
from bot.quote import verify
from bot.reply import TITLE, Reply, fit, length, noted, reply
from index import Answer, Citation

NO_ANSWER = N_("**Not an answer.** Nothing here states it; these passages come closest.")
PAGE = 4  # further passages in one message


def closest(found: Answer) -> Reply:
    """What comes closest to a question without an answer, marked as no answer. Where there is an
    answer meanwhile, or nothing at all, that. Raises NotVerbatim."""
    if found.covered or not found.closest:
        return render.answer(found)
    for citation in found.closest:
        verify(citation)
    question, note = fit(found.query.text, TITLE), translated(found.note or "")
    warning = _(NO_ANSWER)
    beside = sum(map(length, (question, warning, note)))
    cards = render.cards(found.closest, beside)
    return noted(reply(warning, *cards, title=question), note)


def further(question: str, passages: Sequence[Citation], page: int) -> Reply:
    """A page, counted from 0, of what may answer too. Raises NotVerbatim."""
    shown = passages[page * PAGE : (page + 1) * PAGE]
    if not shown:
        return render.sentence(_("There are no further passages now."))
    for citation in shown:
        verify(citation)
    title = fit(question, TITLE)
    return reply(*render.cards(shown, length(title)), title=title)


def has_page(passages: Sequence[Citation], page: int) -> bool:
    """Whether there is such a page."""
    return len(passages) > page * PAGE
