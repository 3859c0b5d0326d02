"""How a SQLite store is asked which documents there are, and what made them."""

import json
from collections.abc import Sequence

from index.datatypes import Document, DocumentSummary, Period
from index.store import sqlite_words
from index.store.database import Database

# From each language straight to the next one: to read the index of all documents takes longer
LANGUAGES = """
    WITH RECURSIVE found (collection, language) AS (
        SELECT c.id, (SELECT min(d.language) FROM documents d WHERE d.collection_id = c.id)
            FROM collections c WHERE c.name IN (SELECT value FROM json_each(:collections))
        UNION ALL
        SELECT f.collection, (SELECT min(d.language) FROM documents d
                WHERE d.collection_id = f.collection AND d.language > f.language)
            FROM found f WHERE f.language IS NOT NULL
    )
    SELECT DISTINCT language FROM found WHERE language IS NOT NULL ORDER BY language
"""


def collections(database: Database) -> list[str]:
    """Names of the collections that hold a document, sorted."""
    rows = database.rows(
        "SELECT name FROM collections c WHERE EXISTS"
        " (SELECT 1 FROM documents WHERE collection_id = c.id) ORDER BY name"
    )
    return [row["name"] for row in rows]


def summaries(database: Database, collection: str, source: str | None) -> list[DocumentSummary]:
    """A line for each document, the newest added first; or only for the one so named."""
    rows = database.scoped(
        "SELECT d.source, c.name AS collection, d.title, d.url, d.author, d.published,"
        " d.characters, d.added, d.refreshed, d.sentences",
        "ORDER BY d.added DESC, d.id DESC",
        [collection],
        source,
    )
    return [DocumentSummary(**dict(row)) for row in rows]


def document(database: Database, collection: str, source: str) -> Document | None:
    """The document as it was stored."""
    rows = database.scoped(
        "SELECT d.source, d.title, t.text, d.url, d.author, d.published, d.language",
        "JOIN texts t ON t.document_id = d.id",
        [collection],
        source,
    )
    return Document(**dict(rows[0])) if rows else None


def is_current(database: Database, collection: str, wanted: Document, fingerprint: str) -> bool:
    """Whether this very document is stored already, made by that fingerprint."""
    rows = database.scoped("SELECT d.fingerprint", "", [collection], wanted.source)
    same_maker = bool(rows) and rows[0]["fingerprint"] == fingerprint
    return same_maker and document(database, collection, wanted.source) == wanted


def outdated(database: Database, collection: str, fingerprint: str) -> list[str]:
    """Sources of the collection's documents of another fingerprint."""
    rows = database.scoped("SELECT d.source, d.fingerprint", "", [collection])
    return [row["source"] for row in rows if row["fingerprint"] != fingerprint]


def stale(database: Database, collections: Sequence[str], fingerprint: str) -> list[str]:
    """Those of the collections that hold a document of another fingerprint."""
    of_collection = "SELECT 1 FROM documents d WHERE d.collection_id = c.id"
    rows = database.rows(  # two ranges of documents_by_maker, not every document
        "SELECT c.name FROM collections c"
        " WHERE c.name IN (SELECT value FROM json_each(:collections))"
        f" AND (EXISTS ({of_collection} AND d.fingerprint < :maker)"
        f" OR EXISTS ({of_collection} AND d.fingerprint > :maker)) ORDER BY c.name",
        collections=json.dumps(list(collections)),
        maker=fingerprint,
    )
    return [row["name"] for row in rows]


def size(
    database: Database, collections: Sequence[str], source: str | None, period: Period | None
) -> int:
    """How many sentences there are to search."""
    if source is None and period is None:
        return sqlite_words.total(database, collections)
    of_each = "SELECT sum(d.sentences) AS n"
    (row,) = database.scoped(of_each, "", collections, source, period)
    return int(row["n"] or 0)


def languages(database: Database, collections: Sequence[str], source: str | None) -> list[str]:
    """The languages of the documents there, sorted."""
    if source is None:
        rows = database.rows(LANGUAGES, collections=json.dumps(list(collections)))
    else:
        rows = database.scoped("SELECT DISTINCT d.language", "ORDER BY 1", collections, source)
    return [row["language"] for row in rows]
