"""Hits -> Answer: which hits are shown, as what excerpts; or why nothing is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from index.config import IndexConfig
from index.copies import is_copy
from index.datatypes import Answer, Citation, Copy, Document, Hit, Query, Sentence
from index.reasons import reason
from index.speakers import names_match
from index.split import paragraph_number
from index.store import Store

NEAR = 0.7  # share of the best confidence below which a further hit is not shown
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


def make_answer(store: Store, query: Query, hits: Sequence[Hit], config: IndexConfig) -> Answer:
    """Cite the hits that clear the threshold, at most config.max_citations; or say why none."""
    good = [hit for hit in hits if hit.score >= config.threshold]
    if good:
        return Answer(query, covered=True, citations=cite(store, query, good, config))
    return Answer(query, covered=False, reason=reason(store, query, hits))


def cite(
    store: Store, query: Query, hits: Sequence[Hit], config: IndexConfig
) -> tuple[Citation, ...]:
    """Excerpts around the best hit and those near it in score, at most config.max_citations; the
    newest of them first if the query asks for it."""
    read = cache(store.document)  # most hits are in few articles
    shown = [hit for hit in hits if hit.score >= NEAR * hits[0].score]
    widened = [_widened(store, read, hit) for hit in shown]
    if query.newest_first:
        widened.sort(key=lambda excerpt: excerpt.document.published or "", reverse=True)
    groups = _without_copies(_merged(widened))
    numbered = enumerate(groups[: config.max_citations], start=1)
    return tuple(_citation(number, *group) for number, group in numbered)


def joined(query: Query, answers: Sequence[Answer], config: IndexConfig) -> Answer:
    """One answer to several questions, covered where one of them is; else with every reason."""
    most = max(config.max_citations, len(answers))
    note = " ".join(dict.fromkeys(answer.note for answer in answers if answer.note)) or None
    if citations := _in_turn([answer.citations for answer in answers], most):
        return Answer(query, covered=True, citations=citations, note=note)
    reasons = dict.fromkeys(answer.reason for answer in answers if answer.reason)
    closest = _in_turn([answer.closest for answer in answers], most)
    return Answer(query, covered=False, reason=" ".join(reasons), closest=closest, note=note)


def _in_turn(lists: Sequence[Sequence[Citation]], most: int) -> tuple[Citation, ...]:
    """The best of each list, then the next of each; a passage that is in two only once."""
    cited = {(c.collection, c.source, c.start): c for row in zip_longest(*lists) for c in row if c}
    numbered = enumerate(list(cited.values())[:most], start=1)
    return tuple(replace(citation, number=n) for n, citation in numbered)


def _widened(store: Store, read: Callable[[str, str], Document | None], hit: Hit) -> Excerpt:
    """A hit as an excerpt of whole sentences."""
    document = read(hit.collection, hit.source)
    if document is None:
        raise LookupError(f"{hit.source} left the store inside one snapshot")
    span = Sentence(hit.start, hit.end)
    touched = store.sentences(hit.collection, hit.source, span) or [span]
    start, end = min(hit.start, touched[0].start), max(hit.end, touched[-1].end)
    return Excerpt(document, (hit,), start, end)


def _merged(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """Join excerpts of one document and speaker that overlap or follow each other directly."""
    merged: list[Excerpt] = []
    for excerpt in excerpts:
        for i, other in enumerate(merged):
            if _belong_together(other, excerpt):
                start, end = min(other.start, excerpt.start), max(other.end, excerpt.end)
                merged[i] = Excerpt(other.document, (*other.hits, *excerpt.hits), start, end)
                break
        else:
            merged.append(excerpt)
    return merged


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


def _without_copies(excerpts: Sequence[Excerpt]) -> list[list[Excerpt]]:
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


def _citation(number: int, excerpt: Excerpt, *copies: Excerpt) -> Citation:
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
