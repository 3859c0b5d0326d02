"""How the vectors of a SQLite store are searched: by FAISS, or one by one in a single document."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from index.datatypes import Period
from index.store.database import SENTENCES, Database
from index.store.faiss_index import FaissIndex, VectorFile, VectorRows
from index.store.faiss_kinds import Chunk, Found, Ids

CHUNK = 10_000  # vectors that are read at once


class Vectors:
    """The vectors of a store's sentences; see faiss_index.py for the files in `folder`."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._faiss = FaissIndex(folder)

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
        return [number for _, number in sorted(found, key=lambda pair: (-pair[0], pair[1]))[:k]]

    def keep(self, collection: str) -> None:
        """Write the file of a collection anew if much has changed. Not within a transaction."""
        for rows in _shelves(self._database, [collection]):
            if self._faiss.is_due(rows, _changes(self._database, rows)):
                _write(self._database, self._faiss, collection)

    def _search(
        self, vector: np.ndarray, collections: Sequence[str], k: int, period: Period | None
    ) -> Found:
        only = _within(self._database, collections, period) if period else None

        def look(rows: VectorRows, asked: int) -> Found:
            return self._faiss.search(rows, vector, asked, only)

        shelves = _shelves(self._database, collections)
        return [pair for rows in shelves for pair in _nearest(self._database, rows, look, k)]


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
    return [(float(np.frombuffer(r["vector"], np.float32) @ vector), r["id"]) for r in rows]


def _write(database: Database, faiss: FaissIndex, collection: str) -> None:
    """Read without holding up a writer; then, as a writer, exchange the file and its record."""
    with database.reading():
        (rows,) = _shelves(database, [collection])
        file, temporary = faiss.write(rows)
    with database.writing():
        (now,) = _shelves(database, [collection])
        if now.file is not None and now.file.generation > file.generation:
            return temporary.unlink(missing_ok=True)  # another process was faster
        database.execute(
            "INSERT OR REPLACE INTO vector_files VALUES"
            " (:collection, :generation, :last_document, :sentences, :checksum)",
            collection=rows.collection_id,
            generation=file.generation,
            last_document=file.last_document,
            sentences=file.sentences,
            checksum=file.checksum,
        )
        faiss.publish(rows.collection_id, file, temporary)
    return None


def _shelves(database: Database, collections: Sequence[str]) -> list[VectorRows]:
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


def _changes(database: Database, rows: VectorRows) -> int:
    """How many sentences came or went since the file was written."""
    if rows.file is None:
        return rows.sentences
    (row,) = database.rows(
        "SELECT coalesce(sum(sentences), 0) AS n FROM documents"
        " WHERE collection_id = :collection AND id > :last",
        collection=rows.collection_id,
        last=rows.file.last_document,
    )
    gone = rows.file.sentences - (rows.sentences - row["n"])
    return row["n"] + gone


def _nearest(
    database: Database, rows: VectorRows, look: Callable[[VectorRows, int], Found], k: int
) -> Found:
    """Of one collection: FAISS is asked for more as long as too much of it has been removed."""
    asked = k
    while True:
        found = look(rows, asked)
        there = _there(database, rows.collection_id, [number for _, number in found])
        kept = [pair for pair in found if pair[1] in there]
        if len(kept) >= k or len(found) < asked:
            return kept[:k]
        asked *= 4


def _there(database: Database, collection_id: int, ids: Sequence[int]) -> set[int]:
    """Those of the sentences that are in the collection."""
    rows = database.rows(
        "SELECT s.id FROM json_each(:ids) AS wanted CROSS JOIN sentences s ON s.id = wanted.value"
        " CROSS JOIN documents d ON d.id = s.document_id WHERE d.collection_id = :collection",
        ids=json.dumps(list(ids)),
        collection=collection_id,
    )
    return {row["id"] for row in rows}


def _within(database: Database, collections: Sequence[str], period: Period) -> Ids:
    """Ids of the sentences of what was published in a period."""
    rows = database.scoped("SELECT s.id", SENTENCES, collections, None, period)
    return np.array([row["id"] for row in rows], np.int64)
