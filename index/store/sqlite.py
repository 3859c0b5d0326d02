"""The truth: one SQLite file with text, sentences, vectors, words (FTS5) and quotations. Any thread
and any process may use it: in WAL mode readers read while one writer writes. The statements are in
the files sqlite_*.py, each about one thing."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np

from index.datatypes import Document, DocumentSummary, Period, Quotation, Sentence
from index.store import Entry, Passage, Publication, Spoken, Surroundings
from index.store import sqlite_dates as dates
from index.store import sqlite_documents as documents
from index.store import sqlite_names as names
from index.store import sqlite_replace as replacing
from index.store import sqlite_sentences as sentences
from index.store import sqlite_speech as speech
from index.store import sqlite_words as words
from index.store import sqlite_write as write
from index.store.database import Database
from index.store.faiss_index import FaissIndex
from index.store.sqlite_vectors import Vectors
from index.store.vector_writer import VectorWriter


class SqliteStore:
    """A Store in `folder`: index.sqlite3, and the FAISS files that are derived from it."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / "index.sqlite3")
        faiss = FaissIndex(folder / "faiss")
        self._vectors = Vectors(self._database, faiss)
        self._files = VectorWriter(self._database, faiss)

    def reading(self) -> AbstractContextManager[None]:
        """One snapshot for every read inside."""
        return self._database.reading()

    def replace(
        self,
        collection: str,
        document: Document,
        entries: Sequence[Entry],
        quotations: Sequence[Quotation],
        fingerprint: str,
    ) -> bool:
        """Store a document instead of the one of that source, in one transaction."""
        with self._database.writing():
            existed = replacing.replace(
                self._database, collection, document, entries, quotations, fingerprint
            )
        self._files.keep(collection)
        return existed

    def remove(self, collection: str, source: str) -> bool:
        """Forget a document and all that came of it."""
        with self._database.writing():
            existed = replacing.remove(self._database, collection, source)
        self._files.keep(collection)
        return existed

    def note_refresh(self, collection: str, source: str) -> None:
        """A document was read again just now, whether or not it has changed."""
        with self._database.writing():
            write.note_refresh(self._database, collection, source)

    def collections(self) -> list[str]:
        """Names of the collections that hold a document, sorted."""
        return documents.collections(self._database)

    def summaries(self, collection: str, source: str | None = None) -> list[DocumentSummary]:
        """A line for each document, the newest added first; or only for the one so named."""
        return documents.summaries(self._database, collection, source)

    def document(self, collection: str, source: str) -> Document | None:
        """The document as it was stored."""
        return documents.document(self._database, collection, source)

    def is_current(self, collection: str, document: Document, fingerprint: str) -> bool:
        """Whether this very document is stored already, made by that fingerprint."""
        return documents.is_current(self._database, collection, document, fingerprint)

    def stale(self, collections: Sequence[str], fingerprint: str) -> list[str]:
        """Those of the collections that hold a document of another fingerprint."""
        return documents.stale(self._database, collections, fingerprint)

    def outdated(self, collection: str, fingerprint: str) -> list[str]:
        """Sources of the collection's documents of another fingerprint."""
        return documents.outdated(self._database, collection, fingerprint)

    def known_vectors(self, digests: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of those digests that are stored anywhere."""
        return sentences.known_vectors(self._database, digests)

    def nearest(
        self,
        vector: np.ndarray,
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[Passage]:
        """The k sentences of greatest inner product with a unit vector, best first."""
        return self._vectors.nearest(vector, collections, source, k, period)

    def matching(
        self,
        terms: Sequence[str],
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[Passage]:
        """The k sentences of best BM25 for the terms, best first (FTS5's own bm25)."""
        return words.matching(self._database, terms, collections, source, k, period)

    def openings(
        self, collections: Sequence[str], source: str | None, k: int, period: Period | None
    ) -> list[int]:
        """Ids of the first sentences of the k newest documents; those without a date last."""
        return dates.openings(self._database, collections, source, k, period)

    def occurs(
        self,
        term: str,
        collections: Sequence[str],
        source: str | None,
        period: Period | None = None,
    ) -> bool:
        """Whether a sentence, or one beside it, has the term."""
        return words.occurs(self._database, term, collections, source, period)

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The sentences of those ids, in that order; ids that are gone are left out."""
        return sentences.passages(self._database, ids)

    def surroundings(self, ids: Sequence[int]) -> dict[int, Surroundings]:
        """What stands around the sentences of those ids; ids that are gone are left out."""
        return sentences.surroundings(self._database, ids)

    def document_frequencies(
        self, terms: Sequence[str], collections: Sequence[str]
    ) -> tuple[int, dict[str, int]]:
        """The number of sentences there, and in how many of them each term occurs."""
        return words.document_frequencies(self._database, terms, collections)

    def vocabulary(self, beginning: str, collections: Sequence[str]) -> list[str]:
        """Every term there that begins so, sorted."""
        return words.vocabulary(self._database, beginning, collections)

    def size(
        self, collections: Sequence[str], source: str | None, period: Period | None = None
    ) -> int:
        """How many sentences there are to search."""
        return documents.size(self._database, collections, source, period)

    def languages(self, collections: Sequence[str], source: str | None) -> list[str]:
        """The languages of the documents there, sorted."""
        return documents.languages(self._database, collections, source)

    def publication(self, collections: Sequence[str], source: str | None) -> Publication:
        """When the documents there were published."""
        return dates.publication(self._database, collections, source)

    def sentences(self, collection: str, source: str, span: Sentence) -> list[Sentence]:
        """The stored sentences of a document that the span touches, in order."""
        return sentences.sentences(self._database, collection, source, span)

    def quotations(self, collection: str, source: str) -> list[Quotation]:
        """The quotations of a document, in order."""
        return speech.quotations(self._database, collection, source)

    def speakers(self, collections: Sequence[str], source: str | None) -> dict[str, int]:
        """Everybody who is quoted there, sorted, with how often."""
        return speech.speakers(self._database, collections, source)

    def called(self, word: str, collections: Sequence[str], source: str | None) -> list[str]:
        """The speakers whose names have a word, see speakers.name_words; sorted."""
        return names.called(self._database, word, collections, source)

    def cued(self, cue: Sequence[str], collections: Sequence[str], source: str | None) -> list[str]:
        """The speakers who are named by a cue with all these distinct terms; sorted."""
        return names.cued(self._database, cue, collections, source)

    def names(self, beginning: str, collections: Sequence[str], source: str | None) -> list[str]:
        """The words of speakers' names that begin so, in lower case; sorted."""
        return names.names(self._database, beginning, collections, source)

    def spoken(
        self, collections: Sequence[str], source: str | None, speakers: Sequence[str]
    ) -> list[Spoken]:
        """What these speakers are quoted with: newest document first, then in its order."""
        return speech.spoken(self._database, collections, source, speakers)

    def close(self) -> None:
        """Save the FAISS files and close the database; a second time does nothing."""
        if not self._database.is_closed:
            self._files.close(self.collections())
            self._database.close()
