"""How the vectors of a SQLite store are read: whole collections for FAISS, or one document."""

import json
from collections.abc import Sequence

import numpy as np

from index.datatypes import Period
from index.store.database import SENTENCES, Database
from index.store.faiss_index import VectorRows

VECTORS = f"{SENTENCES} JOIN vectors v ON v.sentence_id = s.id"


def shelves(database: Database, collections: Sequence[str]) -> list[VectorRows]:
    """What FAISS needs of each of the collections."""
    rows = database.rows(
        "SELECT id, generation FROM collections"
        " WHERE name IN (SELECT value FROM json_each(:collections))",
        collections=json.dumps(list(collections)),
    )
    return [_shelf(database, row["id"], row["generation"]) for row in rows]


def compare(
    database: Database,
    vector: np.ndarray,
    collections: Sequence[str],
    source: str,
    period: Period | None,
) -> list[tuple[float, int]]:
    """(inner product, sentence id) of one document's sentences; it has too few for FAISS."""
    rows = database.scoped("SELECT s.id, v.vector", VECTORS, collections, source, period)
    return [(float(np.frombuffer(r["vector"], np.float32) @ vector), r["id"]) for r in rows]


def within(database: Database, collections: Sequence[str], period: Period) -> np.ndarray:
    """Ids of the sentences of what was published in a period."""
    rows = database.scoped("SELECT s.id", SENTENCES, collections, None, period)
    return np.array([row["id"] for row in rows], np.int64)


def _shelf(database: Database, collection_id: int, generation: int) -> VectorRows:
    def ids() -> np.ndarray:
        rows = database.rows(
            "SELECT s.id FROM documents d JOIN sentences s ON s.document_id = d.id"
            " WHERE d.collection_id = :collection ORDER BY s.id",
            collection=collection_id,
        )
        return np.array([row["id"] for row in rows], np.int64)

    def vectors(wanted: np.ndarray) -> np.ndarray:
        rows = database.rows(
            "SELECT vector FROM json_each(:ids) AS wanted"
            " JOIN vectors v ON v.sentence_id = wanted.value ORDER BY wanted.key",
            ids=json.dumps(wanted.tolist()),
        )
        joined = np.frombuffer(b"".join(row["vector"] for row in rows), np.float32)
        return joined.reshape(len(rows), -1 if rows else 0)

    return VectorRows(collection_id, generation, ids, vectors)
