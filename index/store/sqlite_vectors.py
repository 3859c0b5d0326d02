"""How the vectors of a SQLite store are read and searched: by FAISS, or one by one in a single
document. Their files are written by vector_writer.py."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from index.datatypes import Period
from index.store.database import SENTENCES, Database
from index.store.faiss_index import FaissIndex, VectorFile, VectorRows
from index.store.faiss_kinds import Chunk, Found, Ids

CHUNK = 10_000  # vectors that are read at once
SPARE = 15  # more than are asked for; with 10 the nearest 30 were complete for 600 questions of 600


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
    ) -> list[int]:
        """Ids of the k sentences of greatest inner product with a unit vector, best first."""
        if source is not None:
            found = _compare(self._database, vector, collections, source, period)
        else:
            found = self._search(vector, collections, k, period)
        return [number for _, number in sorted(found, key=_best_first)[:k]]

    def _search(
        self, vector: np.ndarray, collections: Sequence[str], k: int, period: Period | None
    ) -> Found:
        only = _within(self._database, collections, period) if period else None

        there = shelves(self._database, collections)
        return list(chain(*(self._nearest(rows, vector, k, only) for rows in there)))

    def _nearest(self, rows: VectorRows, vector: np.ndarray, k: int, only: Ids | None) -> Found:
        """Of one collection. FAISS rounds numbers, so that the last of the best may change places
        with the next; and it is asked for more as long as too much of it has been removed."""
        asked = k + SPARE
        while True:
            found = self._faiss.search(rows, vector, asked, only)
            kept = _again(self._database, rows, vector, found)
            if len(kept) >= k or len(found) < asked:
                return kept[:k]
            asked *= 4


def _compare(
    database: Database,
    vector: np.ndarray,
    collections: Sequence[str],
    source: str,
    period: Period | None,
) -> Found:
    """(inner product, sentence id) of each sentence of one document."""
    joined = f"{SENTENCES} JOIN vectors v ON v.sentence_id = s.id"
    rows = database.scoped("SELECT s.id, v.vector", joined, collections, source, period)
    return [(_product(row["vector"], vector), row["id"]) for row in rows]


def shelves(database: Database, collections: Sequence[str]) -> list[VectorRows]:
    """The collections as they are now, those that there are, and how to read their vectors."""
    rows = database.rows(
        "SELECT c.id, c.generation, c.sentences, f.* FROM collections c"
        " LEFT JOIN vector_files f ON f.collection_id = c.id"
        " WHERE c.name IN (SELECT value FROM json_each(:collections))",
        collections=json.dumps(list(collections)),
    )
    return [_shelf(database, *row) for row in rows]


def _shelf(
    database: Database, number: int, generation: int, sentences: int, _: int | None, *file: int
) -> VectorRows:
    def newest() -> tuple[int, int]:
        return _newest(database, number)

    def chunks(after: int) -> Iterator[Chunk]:
        return _chunks(database, number, after)

    known = None if file[0] is None else VectorFile(*file)
    return VectorRows(number, generation, sentences, known, newest, chunks)


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


def _again(database: Database, rows: VectorRows, vector: np.ndarray, found: Found) -> Found:
    """What was found, as far as the collection still has it, by the vectors themselves."""
    there = database.rows(
        "SELECT s.id, v.vector FROM json_each(:ids) AS wanted"
        " CROSS JOIN sentences s ON s.id = wanted.value"
        " CROSS JOIN documents d ON d.id = s.document_id"
        " CROSS JOIN vectors v ON v.sentence_id = s.id WHERE d.collection_id = :collection",
        ids=json.dumps([number for _, number in found]),
        collection=rows.collection_id,
    )
    return sorted(((_product(v, vector), number) for number, v in there), key=_best_first)


def _product(stored: bytes, vector: np.ndarray) -> float:
    return float(np.frombuffer(stored, np.float32) @ vector)


def _best_first(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]


def _within(database: Database, collections: Sequence[str], period: Period) -> Ids:
    """Ids of the sentences of what was published in a period."""
    rows = database.scoped("SELECT s.id", SENTENCES, collections, None, period)
    return np.array([row["id"] for row in rows], np.int64)
