"""A place in an article -> what `send(**...)` takes. Pure.

What was quoted is bold, the words that name its speaker are underlined; a line says so, as not
everybody sees it.
"""

from bot import escape
from bot.context import Context
from bot.i18n import _
from bot.reply import TITLE, Reply, fit, reply
from index import Sentence

NAME = 100  # of a speaker


def context(found: Context) -> Reply:
    """The paragraphs, each as a quote, and where in the article they are."""
    paragraphs = [f"> {_paragraph(found, span)}" for span in found.shown]
    message = reply("\n\n".join([*paragraphs, *_legend(found)]), title=_title(found))
    message["embeds"][0].set_footer(text=_place(found))
    return message


def _title(found: Context) -> str:
    return fit(found.document.title, TITLE) or _("The article")


def _place(found: Context) -> str:
    first, last, count = found.first + 1, found.last + 1, len(found.spans)
    if first == last:
        return _("Part {number} of {count}", number=first, count=count)
    return _("Parts {first} to {last} of {count}", first=first, last=last, count=count)


def _legend(found: Context) -> list[str]:
    """What the marks mean, if there are any here."""
    visible = Sentence(found.shown[0].start, found.shown[-1].end)
    lines = []
    if _overlap(found, found.marked, visible):
        lines.append(_("**Bold**: the words that were quoted."))
    if found.speaker and _overlap(found, found.cue, visible):
        name = fit(found.speaker, NAME)
        lines.append(_("__Underlined__: who says it, here {name}.", name=name))
    return ["\n".join(lines)] if lines else []


def _paragraph(found: Context, span: Sentence) -> str:
    """One line, with its marks; the cue may lie within the quoted words."""
    bold = _overlap(found, found.marked, span)
    if bold is None:
        return _underlined(found, span)
    before = _underlined(found, Sentence(span.start, bold.start))
    after = _underlined(found, Sentence(bold.end, span.end))
    return f"{before}**{_underlined(found, bold)}**{after}"


def _underlined(found: Context, span: Sentence) -> str:
    text = found.document.text
    cue = _overlap(found, found.cue, span)
    if cue is None:
        return escape.plain(text[span.start : span.end])
    parts = text[span.start : cue.start], text[cue.start : cue.end], text[cue.end : span.end]
    before, inside, after = map(escape.plain, parts)
    return f"{before}__{inside}__{after}"


def _overlap(found: Context, mark: Sentence | None, span: Sentence) -> Sentence | None:
    """The marked words in a span, without the blanks at their ends: marks don't work there."""
    if mark is None:
        return None
    start, end = max(mark.start, span.start), min(mark.end, span.end)
    words = found.document.text[start:end]
    if not words.strip():
        return None
    return Sentence(end - len(words.lstrip()), start + len(words.rstrip()))
