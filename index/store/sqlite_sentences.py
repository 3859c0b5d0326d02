"""How a SQLite store is asked for its sentences: by id, with what is around them, by place."""

import json
from collections.abc import Sequence

import numpy as np

from index.datatypes import Sentence
from index.store import Passage, Surroundings
from index.store.database import SENTENCES, Database
from index.store.sqlite_rows import DETAILS, PASSAGE, to_passage


def passages(database: Database, ids: Sequence[int]) -> list[Passage]:
    """The sentences of those ids, in that order; ids that are gone are left out."""
    rows = database.rows(
        f"SELECT {PASSAGE} FROM json_each(:ids) AS wanted"
        " CROSS JOIN sentences s ON s.id = wanted.value"
        " CROSS JOIN documents d ON d.id = s.document_id"
        f" CROSS JOIN collections c ON c.id = d.collection_id {DETAILS}",
        ids=json.dumps(list(ids)),
    )
    found = {row[0]: to_passage(row) for row in rows}
    return [found[number] for number in ids if number in found]


def surroundings(database: Database, ids: Sequence[int]) -> dict[int, Surroundings]:
    """What stands around the sentences of those ids; ids that are gone are left out."""
    rows = database.rows(
        "SELECT s.id, d.title, d.language, coalesce((SELECT p.text FROM sentences p"
        " WHERE p.document_id = s.document_id AND p.start < s.start"
        " ORDER BY p.start DESC LIMIT 1), '') AS previous"
        " FROM sentences s JOIN documents d ON d.id = s.document_id"
        " WHERE s.id IN (SELECT value FROM json_each(:ids))",
        ids=json.dumps(list(ids)),
    )
    return {r["id"]: Surroundings(r["title"], r["previous"], r["language"]) for r in rows}


def sentences(database: Database, collection: str, source: str, span: Sentence) -> list[Sentence]:
    """The stored sentences of a document that the span touches, in order."""
    rows = database.scoped(
        "SELECT s.start, s.end",
        f"{SENTENCES} AND s.start < :last AND s.end > :first ORDER BY s.start",
        [collection],
        source,
        first=span.start,
        last=span.end,
    )
    return [Sentence(row["start"], row["end"]) for row in rows]


def known_vectors(database: Database, digests: Sequence[str]) -> dict[str, np.ndarray]:
    """The vectors of those digests that are stored anywhere."""
    rows = database.rows(
        "SELECT s.digest, v.vector FROM sentences s JOIN vectors v ON v.sentence_id = s.id"
        " WHERE s.digest IN (SELECT value FROM json_each(:digests)) GROUP BY s.digest",
        digests=json.dumps(list(digests)),
    )
    return {row["digest"]: np.frombuffer(row["vector"], np.float32) for row in rows}
