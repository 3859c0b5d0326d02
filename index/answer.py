"""Hits -> Answer: which hits are shown, as what excerpts; or why nothing is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.config import IndexConfig
from index.datatypes import Answer, Citation, Document, Hit, Query, Sentence
from index.question import speech_question
from index.split import paragraph_number
from index.store import Store
from index.words import terms

MARGIN = 0.25  # confidence below the best hit at which a further one is no longer shown
NAME_INSIDE = re.compile(r"(?<=[\w,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")  # not the first word
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
    if not good:
        return Answer(query, covered=False, reason=_reason(store, query, bool(hits)))
    shown = [hit for hit in good if hit.score >= good[0].score - MARGIN]
    excerpts = _without_copies(_merged([_widened(store, hit) for hit in shown]))
    citations = [
        _citation(number, excerpt)
        for number, excerpt in enumerate(excerpts[: config.max_citations], start=1)
    ]
    return Answer(query, covered=True, citations=tuple(citations))


def joined(query: Query, answers: Sequence[Answer], config: IndexConfig) -> Answer:
    """One answer to several questions: the best citation of each, then the next of each.

    Covered where one of them is. A passage that answers two is cited once.
    """
    rounds = zip_longest(*(answer.citations for answer in answers))
    cited = {(c.collection, c.source, c.start): c for row in rounds for c in row if c}
    if not cited:
        reasons = dict.fromkeys(answer.reason for answer in answers if answer.reason)
        return Answer(query, covered=False, reason=" ".join(reasons))
    most = max(config.max_citations, len(answers))
    numbered = enumerate(list(cited.values())[:most], start=1)
    return Answer(query, True, tuple(replace(citation, number=n) for n, citation in numbered))


def _widened(store: Store, hit: Hit) -> Excerpt:
    """A hit as an excerpt of whole sentences."""
    document = store.document(hit.collection, hit.source)
    if document is None:
        raise LookupError(f"{hit.source} left the store inside one snapshot")
    touched = [
        s
        for s in store.sentences(hit.collection, hit.source)
        if s.start < hit.end and s.end > hit.start
    ] or [Sentence(hit.start, hit.end)]
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


def _without_copies(excerpts: Sequence[Excerpt]) -> list[Excerpt]:
    """Of excerpts with the same words (wire copy) only the first."""
    first_of = {tuple(terms(e.text)): e for e in reversed(excerpts)}
    return [e for e in excerpts if first_of[tuple(terms(e.text))] is e]


def _highlight(hits: Sequence[Hit]) -> tuple[int, int]:
    """The best hit; of a broken quotation ("...," she said, "...") all that was said."""
    best = hits[0]
    marked = [hit for hit in hits if best.speaker and hit.speaker == best.speaker] or [best]
    return min(hit.start for hit in marked), max(hit.end for hit in marked)


def _citation(number: int, excerpt: Excerpt) -> Citation:
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
    )


def _reason(store: Store, query: Query, found_something: bool) -> str:
    """Why nothing is cited, as a sentence for the person who asked."""
    if not store.size(query.collections, None):
        return "There are no articles here yet."
    speech = speech_question(query.text)
    if speech is None or not speech.is_strict:
        return _missing_name(store, query) or "The articles don't say."
    if found_something:
        return f"{speech.name} is quoted in these articles, but not on that."
    what = "named, but not quoted," if _occurs(store, query, speech.name) else "not mentioned"
    return f"{speech.name} is {what} in these articles."


def _missing_name(store: Store, query: Query) -> str | None:
    """A sentence about the first name of the question that occurs nowhere."""
    for name in NAME_INSIDE.findall(query.text):
        if not _occurs(store, query, name):
            return f"{name} is not mentioned in these articles."
    return None


def _occurs(store: Store, query: Query, name: str) -> bool:
    return bool(store.matching(terms(name), query.collections, query.source, 1))
