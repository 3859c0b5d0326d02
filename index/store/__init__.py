"""Where documents live. `Store` is what the rest of the index may ask of it; SQL stays inside."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from index.datatypes import Document, DocumentSummary, Period, Quotation, Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as it goes into the store."""

    sentence: Sentence
    digest: str  # of the text that was encoded: equal digests, equal vectors
    vector: np.ndarray  # float32, unit length
    terms: str  # of the sentence, separated by spaces
    context: str  # terms of the title and of the sentences around it


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored sentence, with what ranking and citing need to know of it."""

    id: int
    source: str
    collection: str
    sentence: Sentence
    text: str
    terms: str  # each one between spaces, so that `" salmon " in terms` finds one
    context: str  # likewise
    vector: np.ndarray
    published: str | None
    speaker: str | None  # of the first quotation that most of the sentence belongs to
    language: str  # of its document


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a stored sentence: the title above it, and the sentence before it."""

    title: str
    previous: str  # empty if it is the first
    language: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attributed quotation, its words, and the sentence in which it begins."""

    passage_id: int
    quotation: Quotation
    text: str
    cue: str  # the words of the text that name the speaker


@dataclass(frozen=True, slots=True)
class Publication:
    """When documents were published: the first and the last day; None where none has a date."""

    oldest: date | None
    newest: date | None
    undated: int  # documents without a date


class Store(Protocol):
    """Documents, their sentences, vectors and quotations. Every read names its collections; with
    a period it is about what was published in it."""

    def reading(self) -> AbstractContextManager[None]:
        """Reads inside see one state of the store, whatever is written meanwhile."""

    def replace(
        self,
        collection: str,
        document: Document,
        entries: Sequence[Entry],
        quotations: Sequence[Quotation],
        fingerprint: str,
    ) -> bool:
        """Store a document instead of the one of that source, in one transaction; it stays as
        old as that one was.

        Returns whether there was one.
        """

    def remove(self, collection: str, source: str) -> bool:
        """Forget a document and all that came of it. Returns whether there was one."""

    def note_refresh(self, collection: str, source: str) -> None:
        """A document was read again just now, whether or not it has changed."""

    def collections(self) -> list[str]:
        """Names of the collections that hold a document, sorted."""

    def summaries(self, collection: str, source: str | None = None) -> list[DocumentSummary]:
        """A line for each document, the newest added first; or only for the one so named."""

    def document(self, collection: str, source: str) -> Document | None:
        """The document as it was stored."""

    def is_current(self, collection: str, document: Document, fingerprint: str) -> bool:
        """Whether this very document is stored already, made by that fingerprint."""

    def stale(self, collections: Sequence[str], fingerprint: str) -> list[str]:
        """Those of the collections that hold a document of another fingerprint."""

    def outdated(self, collection: str, fingerprint: str) -> list[str]:
        """Sources of the collection's documents of another fingerprint."""

    def known_vectors(self, digests: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of those digests that are stored anywhere."""

    def nearest(
        self,
        vector: np.ndarray,
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[int]:
        """Ids of the k sentences of greatest inner product with a unit vector, best first."""

    def matching(
        self,
        terms: Sequence[str],
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[int]:
        """Ids of the k sentences of best BM25 for the terms, best first."""

    def openings(
        self, collections: Sequence[str], source: str | None, k: int, period: Period | None
    ) -> list[int]:
        """Ids of the first sentences of the k newest documents; those without a date last."""

    def occurs(
        self,
        term: str,
        collections: Sequence[str],
        source: str | None,
        period: Period | None = None,
    ) -> bool:
        """Whether a sentence, or one beside it, has the term."""

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The sentences of those ids, in that order; ids that are gone are left out."""

    def surroundings(self, ids: Sequence[int]) -> dict[int, Surroundings]:
        """What stands around the sentences of those ids; ids that are gone are left out."""

    def document_frequencies(
        self, terms: Sequence[str], collections: Sequence[str]
    ) -> tuple[int, dict[str, int]]:
        """The number of sentences there, and in how many of them each term occurs."""

    def vocabulary(self, beginning: str, collections: Sequence[str]) -> list[str]:
        """Every term there that begins so, sorted."""

    def size(
        self, collections: Sequence[str], source: str | None, period: Period | None = None
    ) -> int:
        """How many sentences there are to search."""

    def languages(self, collections: Sequence[str], source: str | None) -> list[str]:
        """The languages of the documents there, sorted."""

    def publication(self, collections: Sequence[str], source: str | None) -> Publication:
        """When the documents there were published."""

    def sentences(self, collection: str, source: str, span: Sentence) -> list[Sentence]:
        """The stored sentences of a document that the span touches, in order."""

    def quotations(self, collection: str, source: str) -> list[Quotation]:
        """The quotations of a document, in order."""

    def speakers(self, collections: Sequence[str], source: str | None) -> dict[str, int]:
        """Everybody who is quoted there, sorted, with how often."""

    def cues(self, collections: Sequence[str], source: str | None) -> list[tuple[str, str]]:
        """(speaker, words of a cue that names the speaker), each pair once, sorted."""

    def spoken(
        self, collections: Sequence[str], source: str | None, speakers: Sequence[str]
    ) -> list[Spoken]:
        """What these speakers are quoted with: newest document first, then in its order."""

    def close(self) -> None:
        """Save what is derived, and let go of the files."""
