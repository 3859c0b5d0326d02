"""How the vectors of a SQLite store are read and searched: by FAISS, or one by one in a single
document. Their files are written by vector_writer.py."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter

import numpy as np

from index.datatypes import Period
from index.store import Passage
from index.store.database import SENTENCES, Database
from index.store.faiss_index import FaissIndex, VectorFile, VectorRows
from index.store.faiss_kinds import Chunk, Ids
from index.store.sqlite_sentences import passages

CHUNK = 10_000  # vectors that are read at once
SPARE = 5  # more than are asked for: the nearest 20 were complete for 600 questions of 600


class Vectors:
    """The vectors of a store's sentences."""

    def __init__(self, database: Database, faiss: FaissIndex) -> None:
        self._database = database
        self._faiss = faiss

    def nearest(
        self,
        vector: np.ndarray,
        collections: Sequence[str],
        source: str | None,
        k: int,
        period: Period | None,
    ) -> list[Passage]:
        """The k sentences of greatest inner product with a unit vector, best first."""
        if source is not None:
            ids = _compare(self._database, vector, collections, source, period)
            return passages(self._database, ids[:k])
        only = _within(self._database, collections, period) if period else None
        there = shelves(self._database, collections)
        found = [self._nearest(rows, vector, k, only) for rows in there]
        return _best_first(chain(*found), vector)[:k]

    def _nearest(
        self, rows: VectorRows, vector: np.ndarray, k: int, only: Ids | None
    ) -> list[Passage]:
        """At least the k of one collection. FAISS rounds numbers, so that the last of the best may
        change places with the next: some more are found, to be compared by the vectors themselves.
        And FAISS is asked for more as long as too much of it has been removed."""
        asked = k + SPARE
        while True:
            found = self._faiss.search(rows, vector, asked, only)
            read = passages(self._database, [number for _, number in found])
            kept = [passage for passage in read if passage.collection == rows.collection]
            if len(kept) >= k or len(found) < asked:
                return kept
            asked *= 4


def _best_first(found: Iterable[Passage], vector: np.ndarray) -> list[Passage]:
    """By the inner product; of equal ones the older first."""
    products = [(-float(passage.vector @ vector), passage.id, passage) for passage in found]
    return [passage for _, _, passage in sorted(products, key=itemgetter(0, 1))]


def _compare(
    database: Database,
    vector: np.ndarray,
    collections: Sequence[str],
    source: str,
    period: Period | None,
) -> list[int]:
    """Ids of the sentences of one document, best first."""
    joined = f"{SENTENCES} JOIN vectors v ON v.sentence_id = s.id"
    rows = database.scoped("SELECT s.id, v.vector", joined, collections, source, period)
    products = [(-float(np.frombuffer(row[1], np.float32) @ vector), row[0]) for row in rows]
    return [number for _, number in sorted(products)]


def shelves(database: Database, collections: Sequence[str]) -> list[VectorRows]:
    """The collections as they are now, those that there are, and how to read their vectors."""
    rows = database.rows(
        "SELECT c.name, c.id, c.generation, c.sentences, f.* FROM collections c"
        " LEFT JOIN vector_files f ON f.collection_id = c.id"
        " WHERE c.name IN (SELECT value FROM json_each(:collections))",
        collections=json.dumps(list(collections)),
    )
    return [_shelf(database, *row) for row in rows]


def _shelf(
    database: Database,
    name: str,
    number: int,
    generation: int,
    sentences: int,
    _: int | None,
    *file: int,
) -> VectorRows:
    def newest() -> tuple[int, int]:
        return _newest(database, number)

    def chunks(after: int) -> Iterator[Chunk]:
        return _chunks(database, number, after)

    known = None if file[0] is None else VectorFile(*file)
    return VectorRows(name, number, generation, sentences, known, newest, chunks)


def _newest(database: Database, collection_id: int) -> tuple[int, int]:
    """The id of a collection's newest document, and the dimension of its vectors; 0 without."""
    rows = database.rows(
        "SELECT s.document_id, length(v.vector) / 4 FROM sentences s"
        " JOIN vectors v ON v.sentence_id = s.id WHERE s.document_id = (SELECT max(id)"
        " FROM documents WHERE collection_id = :collection AND sentences > 0) LIMIT 1",
        collection=collection_id,
    )
    return tuple(rows[0]) if rows else (0, 0)


def _chunks(database: Database, collection_id: int, after: int) -> Iterator[Chunk]:
    """The vectors of all documents after one, as far as they have the newest's dimension."""
    _, dimension = _newest(database, collection_id)
    cursor = database.execute(
        "SELECT s.id, v.vector FROM documents d JOIN sentences s ON s.document_id = d.id"
        " JOIN vectors v ON v.sentence_id = s.id"
        " WHERE d.collection_id = :collection AND d.id > :after AND length(v.vector) = :bytes",
        collection=collection_id,
        after=after,
        bytes=4 * dimension,
    )
    while rows := cursor.fetchmany(CHUNK):
        joined = np.frombuffer(b"".join(row["vector"] for row in rows), np.float32)
        yield np.array([row["id"] for row in rows], np.int64), joined.reshape(len(rows), dimension)


def _within(database: Database, collections: Sequence[str], period: Period) -> Ids:
    """Ids of the sentences of what was published in a period."""
    rows = database.scoped("SELECT s.id", SENTENCES, collections, None, period)
    return np.array([row["id"] for row in rows], np.int64)
