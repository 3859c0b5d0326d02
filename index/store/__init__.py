"""Where documents live. `Store` is what the rest of the index may ask of it; SQL stays inside."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import numpy as np

from index.datatypes import Document, DocumentSummary, Period, Quotation, Sentence
from index.store.records import Entry, Passage, Publication, Spoken, Surroundings

__all__ = ["Entry", "Passage", "Publication", "Spoken", "Store", "Surroundings"]


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
    ) -> list[Passage]:
        """The k sentences of greatest inner product with a unit vector, best first."""

    def matching(
        self,
        terms: Sequence[str],
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[Passage]:
        """The k sentences of best BM25 for the terms, best first."""

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

    def called(self, word: str, collections: Sequence[str], source: str | None) -> list[str]:
        """The speakers whose names have a word, see speakers.name_words; sorted."""

    def cued(self, cue: Sequence[str], collections: Sequence[str], source: str | None) -> list[str]:
        """The speakers who are named by a cue with all these distinct terms; sorted."""

    def names(self, beginning: str, collections: Sequence[str], source: str | None) -> list[str]:
        """The words of speakers' names that begin so, in lower case; sorted."""

    def spoken(
        self, collections: Sequence[str], source: str | None, speakers: Sequence[str]
    ) -> list[Spoken]:
        """What these speakers are quoted with: newest document first, then in its order."""

    def close(self) -> None:
        """Save what is derived, and let go of the files."""
