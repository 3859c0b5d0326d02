"""The truth: one SQLite file with text, sentences, vectors, words (FTS5) and quotations.

Any thread and any process may use it: in WAL mode readers read while one writer writes.
"""

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np

from index.datatypes import Document, DocumentSummary, Period, Quotation, Sentence
from index.store import (
    Entry,
    Passage,
    Publication,
    Spoken,
    Surroundings,
    sqlite_dates,
    sqlite_speech,
    sqlite_words,
    sqlite_write,
)
from index.store import sqlite_vectors as vectors
from index.store.database import QUOTATIONS, SENTENCES, Database
from index.store.faiss_index import FaissIndex
from index.store.sqlite_rows import PASSAGE, to_passage, to_quotation


class SqliteStore:
    """A Store in `folder`: index.sqlite3, and the FAISS files that are derived from it."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / "index.sqlite3")
        self._faiss = FaissIndex(folder / "faiss")

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
            shelf = sqlite_write.touch(self._database, collection)
            age = sqlite_write.age(self._database, shelf, document.source)
            existed = sqlite_write.delete(self._database, shelf, document.source)
            maker = sqlite_write.Maker(fingerprint, age)
            number = sqlite_write.insert_document(self._database, shelf, document, maker)
            sqlite_write.insert_entries(self._database, number, document, entries)
            words = [(entry.terms, entry.context) for entry in entries]
            sqlite_words.count(self._database, shelf, words)
            sqlite_write.insert_quotations(self._database, number, document, quotations)
            sqlite_write.count_sentences(self._database, shelf)
        vectors.keep(self._database, self._faiss, collection)
        return existed

    def remove(self, collection: str, source: str) -> bool:
        """Forget a document and all that came of it."""
        with self._database.writing():
            shelf = sqlite_write.touch(self._database, collection)
            existed = sqlite_write.delete(self._database, shelf, source)
            sqlite_write.count_sentences(self._database, shelf)
        vectors.keep(self._database, self._faiss, collection)
        return existed

    def note_refresh(self, collection: str, source: str) -> None:
        """A document was read again just now, whether or not it has changed."""
        with self._database.writing():
            sqlite_write.note_refresh(self._database, collection, source)

    def collections(self) -> list[str]:
        """Names of the collections that hold a document, sorted."""
        rows = self._database.rows(
            "SELECT name FROM collections c WHERE EXISTS"
            " (SELECT 1 FROM documents WHERE collection_id = c.id) ORDER BY name"
        )
        return [row["name"] for row in rows]

    def summaries(self, collection: str, source: str | None = None) -> list[DocumentSummary]:
        """A line for each document, the newest added first; or only for the one so named."""
        rows = self._database.scoped(
            "SELECT d.source, c.name AS collection, d.title, d.url, d.author, d.published,"
            " d.characters, d.added, d.refreshed, d.sentences",
            "ORDER BY d.added DESC, d.id DESC",
            [collection],
            source,
        )
        return [DocumentSummary(**dict(row)) for row in rows]

    def document(self, collection: str, source: str) -> Document | None:
        """The document as it was stored."""
        rows = self._database.scoped(
            "SELECT d.source, d.title, t.text, d.url, d.author, d.published, d.language",
            "JOIN texts t ON t.document_id = d.id",
            [collection],
            source,
        )
        return Document(**dict(rows[0])) if rows else None

    def is_current(self, collection: str, document: Document, fingerprint: str) -> bool:
        """Whether this very document is stored already, made by that fingerprint."""
        rows = self._database.scoped("SELECT d.fingerprint", "", [collection], document.source)
        same_maker = bool(rows) and rows[0]["fingerprint"] == fingerprint
        return same_maker and self.document(collection, document.source) == document

    def stale(self, collections: Sequence[str], fingerprint: str) -> list[str]:
        """Those of the collections that hold a document of another fingerprint."""
        of_collection = "SELECT 1 FROM documents d WHERE d.collection_id = c.id"
        rows = self._database.rows(  # two ranges of documents_by_maker, not every document
            "SELECT c.name FROM collections c"
            " WHERE c.name IN (SELECT value FROM json_each(:collections))"
            f" AND (EXISTS ({of_collection} AND d.fingerprint < :maker)"
            f" OR EXISTS ({of_collection} AND d.fingerprint > :maker)) ORDER BY c.name",
            collections=json.dumps(list(collections)),
            maker=fingerprint,
        )
        return [row["name"] for row in rows]

    def outdated(self, collection: str, fingerprint: str) -> list[str]:
        """Sources of the collection's documents of another fingerprint."""
        rows = self._database.scoped("SELECT d.source, d.fingerprint", "", [collection])
        return [row["source"] for row in rows if row["fingerprint"] != fingerprint]

    def known_vectors(self, digests: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of those digests that are stored anywhere."""
        rows = self._database.rows(
            "SELECT s.digest, v.vector FROM sentences s JOIN vectors v ON v.sentence_id = s.id"
            " WHERE s.digest IN (SELECT value FROM json_each(:digests)) GROUP BY s.digest",
            digests=json.dumps(list(digests)),
        )
        return {row["digest"]: np.frombuffer(row["vector"], np.float32) for row in rows}

    def nearest(
        self,
        vector: np.ndarray,
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[int]:
        """Ids of the k sentences of greatest inner product with a unit vector, best first."""
        if source is not None:
            found = vectors.compare(self._database, vector, collections, source, period)
        else:
            found = vectors.nearest(self._database, self._faiss, vector, collections, k, period)
        return [sentence_id for _, sentence_id in found[:k]]

    def matching(
        self,
        terms: Sequence[str],
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None = None,
    ) -> list[int]:
        """Ids of the k sentences of best BM25 for the terms, best first (FTS5's own bm25)."""
        return sqlite_words.matching(self._database, terms, collections, source, k, period)

    def openings(
        self, collections: Sequence[str], source: str | None, k: int, period: Period | None
    ) -> list[int]:
        """Ids of the first sentences of the k newest documents; those without a date last."""
        return sqlite_dates.openings(self._database, collections, source, k, period)

    def occurs(
        self,
        term: str,
        collections: Sequence[str],
        source: str | None,
        period: Period | None = None,
    ) -> bool:
        """Whether a sentence, or one beside it, has the term."""
        return sqlite_words.occurs(self._database, term, collections, source, period)

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """The sentences of those ids, in that order; ids that are gone are left out."""
        rows = self._database.rows(
            f"SELECT {PASSAGE} FROM json_each(:ids) AS wanted"
            " JOIN sentences s ON s.id = wanted.value"
            " JOIN vectors v ON v.sentence_id = s.id JOIN words w ON w.rowid = s.id"
            " JOIN documents d ON d.id = s.document_id"
            " JOIN collections c ON c.id = d.collection_id ORDER BY wanted.key",
            ids=json.dumps(list(ids)),
        )
        return [to_passage(row) for row in rows]

    def surroundings(self, ids: Sequence[int]) -> dict[int, Surroundings]:
        """What stands around the sentences of those ids; ids that are gone are left out."""
        rows = self._database.rows(
            "SELECT s.id, d.title, d.language, coalesce((SELECT p.text FROM sentences p"
            " WHERE p.document_id = s.document_id AND p.start < s.start"
            " ORDER BY p.start DESC LIMIT 1), '') AS previous"
            " FROM sentences s JOIN documents d ON d.id = s.document_id"
            " WHERE s.id IN (SELECT value FROM json_each(:ids))",
            ids=json.dumps(list(ids)),
        )
        return {r["id"]: Surroundings(r["title"], r["previous"], r["language"]) for r in rows}

    def document_frequencies(
        self, terms: Sequence[str], collections: Sequence[str]
    ) -> tuple[int, dict[str, int]]:
        """The number of sentences there, and in how many of them each term occurs."""
        total = sqlite_words.total(self._database, collections)
        return total, sqlite_words.frequencies(self._database, terms, collections)

    def vocabulary(self, beginning: str, collections: Sequence[str]) -> list[str]:
        """Every term there that begins so, sorted."""
        return sqlite_words.vocabulary(self._database, beginning, collections)

    def size(
        self, collections: Sequence[str], source: str | None, period: Period | None = None
    ) -> int:
        """How many sentences there are to search."""
        if source is None and period is None:
            return sqlite_words.total(self._database, collections)
        of_each = "SELECT sum(d.sentences) AS n"
        (row,) = self._database.scoped(of_each, "", collections, source, period)
        return int(row["n"] or 0)

    def languages(self, collections: Sequence[str], source: str | None) -> list[str]:
        """The languages of the documents there, sorted."""
        rows = self._database.rows(  # without a source the index documents_by_language suffices
            "SELECT DISTINCT d.language FROM json_each(:collections) AS wanted"
            " JOIN collections c ON c.name = wanted.value JOIN documents d"
            f" ON d.collection_id = c.id {'' if source is None else 'AND d.source = :source'}"
            " ORDER BY d.language",
            collections=json.dumps(list(collections)),
            source=source,
        )
        return [row["language"] for row in rows]

    def publication(self, collections: Sequence[str], source: str | None) -> Publication:
        """When the documents there were published."""
        return sqlite_dates.publication(self._database, collections, source)

    def sentences(self, collection: str, source: str, span: Sentence) -> list[Sentence]:
        """The stored sentences of a document that the span touches, in order."""
        rows = self._database.scoped(
            "SELECT s.start, s.end",
            f"{SENTENCES} AND s.start < :last AND s.end > :first ORDER BY s.start",
            [collection],
            source,
            first=span.start,
            last=span.end,
        )
        return [Sentence(row["start"], row["end"]) for row in rows]

    def quotations(self, collection: str, source: str) -> list[Quotation]:
        """The quotations of a document, in order."""
        rows = self._database.scoped(
            "SELECT q.*", f"{QUOTATIONS} ORDER BY q.start", [collection], source
        )
        return [to_quotation(row) for row in rows]

    def speakers(self, collections: Sequence[str], source: str | None) -> dict[str, int]:
        """Everybody who is quoted there, sorted, with how often."""
        return sqlite_speech.speakers(self._database, collections, source)

    def cues(self, collections: Sequence[str], source: str | None) -> list[tuple[str, str]]:
        """(speaker, words of a cue that names the speaker), each pair once, sorted."""
        return sqlite_speech.cues(self._database, collections, source)

    def spoken(
        self, collections: Sequence[str], source: str | None, speakers: Sequence[str]
    ) -> list[Spoken]:
        """What these speakers are quoted with: newest document first, then in its order."""
        return sqlite_speech.spoken(self._database, collections, source, speakers)

    def close(self) -> None:
        """Save the FAISS files and close the database."""
        for collection in self.collections():
            vectors.keep(self._database, self._faiss, collection)
        self._database.close()
