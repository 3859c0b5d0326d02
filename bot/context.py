"""What an answer quoted -> the paragraphs around it, as the article has them now.

A paragraph that is too long for a message is shown in pieces, so that all of it can be reached.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.errors import ArticleChanged
from bot.store.questions import Shown
from index import Document, Library, Quotation, Sentence, UnknownArticle

PIECE = 600  # characters; three of them, and what escaping adds, fit into one embed
AROUND = 1  # pieces shown before and after the middle one
PARAGRAPH = {True: re.compile(r"[^\n].*?(?=\n\n|\Z)", re.DOTALL), False: re.compile(r"[^\n]+")}


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch of an article: `document.text[span]` for each of `spans`, `spans[middle]` in the
    middle of what is shown. `marked` was quoted, `cue` names who says it. `spans` holds the whole
    article, in order."""

    document: Document
    spans: tuple[Sentence, ...]
    middle: int
    marked: Sentence
    cue: Sentence | None
    speaker: str | None

    @property
    def shown(self) -> tuple[Sentence, ...]:
        """The middle one with its neighbours."""
        return self.spans[self.first : self.middle + AROUND + 1]

    @property
    def first(self) -> int:
        """Of the spans that are shown."""
        return max(0, self.middle - AROUND)

    @property
    def last(self) -> int:
        """Of the spans that are shown."""
        return self.first + len(self.shown) - 1


def read_context(library: Library, shown: Shown, middle: int | None) -> Context:
    """The same from a library. Raises ArticleChanged also where the article is gone."""
    try:
        document = library.document(shown.source, shown.collection)
    except UnknownArticle as error:
        raise ArticleChanged("The article is no longer here. Please ask again.") from error
    quotations = library.quotations(shown.source, shown.collection)
    return find_context(shown, document, quotations, middle)


def find_context(
    shown: Shown, document: Document, quotations: Sequence[Quotation], middle: int | None = None
) -> Context:
    """Around what was quoted, or around another middle: the nearest that there is.

    Raises ArticleChanged where the article no longer has the words in that place.
    """
    if not shown.stands_in(document.text):
        raise ArticleChanged("The article has changed since it was quoted. Please ask again.")
    spans = tuple(pieces(document.text))
    if middle is None:
        middle = sum(span.end <= shown.start for span in spans)
    said = next((q for q in quotations if q.start < shown.end and shown.start < q.end), None)
    return Context(
        document,
        spans,
        min(max(middle, 0), len(spans) - 1),
        marked=Sentence(shown.start, shown.end),
        cue=said.cue if said else None,
        speaker=said.speaker if said else None,
    )


def pieces(text: str) -> Iterator[Sentence]:
    """The paragraphs of a text, in order; long ones cut behind a sentence, or else a word."""
    for paragraph in PARAGRAPH["\n\n" in text].finditer(text):
        start, end = paragraph.span()
        while end - start > PIECE:
            cut = _cut(text, start)
            yield Sentence(start, cut)
            start = cut
        if text[start:end].strip():
            yield Sentence(start, end)


def _cut(text: str, start: int) -> int:
    limit = start + PIECE
    for end in (text.rfind(". ", start, limit) + 2, text.rfind(" ", start, limit) + 1):
        if end > start + PIECE // 2:
            return end
    return limit
