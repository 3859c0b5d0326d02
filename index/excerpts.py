"""Hits -> Excerpts of whole sentences, joined and without copies -> Citations. Does not choose the
hits (answer.py)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.copies import is_copy
from index.datatypes import Citation, Copy, Document, Hit, Sentence
from index.speakers import names_match
from index.split import paragraph_number
from index.store import Store

MAX_EXCERPT = 900  # characters; neighbours are not joined beyond it


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole sentences `document.text[start:end]` around its hits, the best of which is first."""

    document: Document
    hits: tuple[Hit, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The verbatim words."""
        return self.document.text[self.start : self.end]


def widened(store: Store, hits: Sequence[Hit]) -> list[Excerpt]:
    """Each hit as an excerpt of whole sentences."""
    read = cache(store.document)  # most hits are in few articles
    excerpts = []
    for hit in hits:
        document = read(hit.collection, hit.source)
        if document is None:
            raise LookupError(f"{hit.source} left the store inside one snapshot")
        span = Sentence(hit.start, hit.end)
        touched = store.sentences(hit.collection, hit.source, span) or [span]
        start, end = min(hit.start, touched[0].start), max(hit.end, touched[-1].end)
        excerpts.append(Excerpt(document, (hit,), start, end))
    return excerpts


def merged(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """Join excerpts of one document and speaker that overlap or follow each other directly."""
    found: list[Excerpt] = []
    for excerpt in excerpts:
        for i, other in enumerate(found):
            if _belong_together(other, excerpt):
                start, end = min(other.start, excerpt.start), max(other.end, excerpt.end)
                found[i] = Excerpt(other.document, (*other.hits, *excerpt.hits), start, end)
                break
        else:
            found.append(excerpt)
    return found


def _belong_together(one: Excerpt, other: Excerpt) -> bool:
    a, b = one.hits[0], other.hits[0]
    if (a.collection, a.source) != (b.collection, b.source):
        return False
    if one.start < other.end and other.start < one.end:
        return True
    first, second = sorted((one, other), key=lambda excerpt: excerpt.start)
    between = one.document.text[first.end : second.start]
    short = second.end - first.start <= MAX_EXCERPT
    return a.speaker == b.speaker and short and not between.strip() and "\n" not in between


def without_copies(excerpts: Sequence[Excerpt]) -> list[list[Excerpt]]:
    """Each excerpt with its copies behind it: those whose every hit it has too."""
    groups: list[list[Excerpt]] = []
    for excerpt in excerpts:
        for group in groups:
            if _holds(group[0], excerpt):
                group.append(excerpt)
                break
        else:
            groups.append([excerpt])
    return groups


def _holds(one: Excerpt, other: Excerpt) -> bool:
    """Whether all that was found in the other is in this one; the words of two people never are."""
    speakers = one.hits[0].speaker, other.hits[0].speaker
    if all(speakers) and not names_match(*speakers) and not any(map(str.islower, speakers)):
        return False
    texts = [one.document.text[hit.start : hit.end] for hit in one.hits]
    copied = (other.document.text[hit.start : hit.end] for hit in other.hits)
    return all(any(is_copy(text, copy) for text in texts) for copy in copied)


def _highlight(hits: Sequence[Hit]) -> tuple[int, int]:
    """The words of the best hit that answer, if they are known, or else all of it; of a broken
    quotation ("...," she said, "...") all that was said."""
    best = hits[0]
    if best.answer:
        return best.answer
    marked = [hit for hit in hits if best.speaker and hit.speaker == best.speaker] or [best]
    return min(hit.start for hit in marked), max(hit.end for hit in marked)


def citation(number: int, excerpt: Excerpt, *copies: Excerpt) -> Citation:
    """An excerpt under its number, with the articles that have copies of it."""
    best, document = excerpt.hits[0], excerpt.document
    return Citation(
        number=number,
        source=document.source,
        collection=best.collection,
        title=document.title,
        url=document.url,
        published=document.published,
        excerpt=excerpt.text,
        start=excerpt.start,
        end=excerpt.end,
        highlight=_highlight(excerpt.hits),
        speaker=best.speaker,
        score=best.score,
        paragraph=paragraph_number(document.text, excerpt.start),
        also=tuple(c for c in dict.fromkeys(map(_copy, copies)) if c != _copy(excerpt)),
    )


def _copy(excerpt: Excerpt) -> Copy:
    document = excerpt.document
    return Copy(
        source=document.source,
        collection=excerpt.hits[0].collection,
        title=document.title,
        url=document.url,
        published=document.published,
    )
