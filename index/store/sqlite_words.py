"""How a SQLite store finds sentences by their terms, and counts in how many each one occurs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from sqlite3 import Row

from index.datatypes import Period
from index.store import Passage
from index.store.database import IN_PERIOD, SENTENCES, Database, bounds
from index.store.sqlite_rows import DETAILS, PASSAGE, to_passage

LAST_ID = 2**63 - 1  # that SQLite can hold
# CROSS JOIN keeps this order: first the words, then whether the caller may see them
MATCHES = """
    FROM words CROSS JOIN sentences s ON s.id = words.rowid
    CROSS JOIN documents d ON d.id = s.document_id
    CROSS JOIN collections c ON c.id = d.collection_id
"""
VISIBLE = f"""
    WHERE words MATCH :match AND words.rowid BETWEEN :first AND :last
    AND c.name IN (SELECT value FROM json_each(:collections))
    AND (:source IS NULL OR d.source = :source) AND {IN_PERIOD}
"""
COUNTED = """
    FROM collections c CROSS JOIN terms t ON t.collection_id = c.id
    WHERE c.name IN (SELECT value FROM json_each(:collections))
"""


def matching(
    database: Database,
    terms: Sequence[str],
    collections: Sequence[str],
    source: str | None,
    k: int,
    period: Period | None = None,
) -> list[Passage]:
    """The k sentences of best BM25 for the terms, best first (FTS5's own bm25)."""
    # FTS5 sorts by rank itself, and LIMIT then ends the work
    best = f"AND words.rank MATCH 'bm25(1.0, 0.5)' ORDER BY words.rank LIMIT {k:d}"
    sql = f"SELECT {PASSAGE} {MATCHES} {DETAILS} {VISIBLE} {best}"
    rows = _found(database, sql, terms, collections, source, period)
    return [to_passage(row) for row in rows]


def occurs(
    database: Database,
    term: str,
    collections: Sequence[str],
    source: str | None,
    period: Period | None,
) -> bool:
    """Whether a sentence, or one beside it, has the term."""
    if source is None and period is None:  # no need to look: it is counted
        return bool(_frequencies(database, [term], collections))
    sql = f"SELECT 1 {MATCHES} {VISIBLE} LIMIT 1"
    return bool(_found(database, sql, [term], collections, source, period))


def _found(
    database: Database,
    sql: str,
    terms: Sequence[str],
    collections: Sequence[str],
    source: str | None,
    period: Period | None,
) -> list[Row]:
    """Rows about sentences that have one of the terms, and that the caller may see."""
    first, last = (0, LAST_ID)
    if source or period:
        first, last = _range(database, collections, source, period)
    return database.rows(
        sql,
        match=" OR ".join(f'"{term}"' for term in terms) or '""',
        first=first,
        last=last,
        collections=json.dumps(list(collections)),
        source=source,
        **bounds(period),
    )


def document_frequencies(
    database: Database, terms: Sequence[str], collections: Sequence[str]
) -> tuple[int, dict[str, int]]:
    """The number of sentences there, and in how many of them, or beside how many, each term that
    occurs stands."""
    return total(database, collections), _frequencies(database, terms, collections)


def _frequencies(
    database: Database, terms: Sequence[str], collections: Sequence[str]
) -> dict[str, int]:
    rows = database.rows(
        f"SELECT t.term, sum(t.sentences) AS n {COUNTED}"
        " AND t.term IN (SELECT value FROM json_each(:terms)) GROUP BY t.term",
        terms=json.dumps(list(terms)),
        collections=json.dumps(list(collections)),
    )
    return {row["term"]: row["n"] for row in rows}


def total(database: Database, collections: Sequence[str]) -> int:
    """The number of sentences in some collections."""
    rows = database.rows(
        "SELECT coalesce(sum(sentences), 0) AS n FROM collections"
        " WHERE name IN (SELECT value FROM json_each(:collections))",
        collections=json.dumps(list(collections)),
    )
    return int(rows[0]["n"])


def vocabulary(database: Database, beginning: str, collections: Sequence[str]) -> list[str]:
    """Every term of the collections that begins so, sorted."""
    rows = database.rows(
        f"SELECT DISTINCT t.term {COUNTED} AND t.term >= :first AND t.term < :last ORDER BY t.term",
        first=beginning,
        last=beginning + chr(0x10FFFF),
        collections=json.dumps(list(collections)),
    )
    return [row["term"] for row in rows]


def count(database: Database, collection_id: int, sentences: Iterable[tuple[str, str]]) -> None:
    """Count the terms of new sentences, given as (terms, context) separated by spaces."""
    database.execute_many(
        "INSERT INTO terms VALUES (:collection, :term, :n)"
        " ON CONFLICT (collection_id, term) DO UPDATE SET sentences = sentences + :n",
        _counted(collection_id, sentences),
    )


def discount(database: Database, collection_id: int, document_id: int) -> None:
    """Forget the words of a document, before its sentences are."""
    of_it = "SELECT id FROM sentences WHERE document_id = :document"
    rows = database.rows(
        f"SELECT terms, context FROM words WHERE rowid IN ({of_it})", document=document_id
    )
    gone = _counted(collection_id, map(tuple, rows))
    this = "collection_id = :collection AND term = :term"
    database.execute_many(f"UPDATE terms SET sentences = sentences - :n WHERE {this}", gone)
    database.execute_many(f"DELETE FROM terms WHERE {this} AND sentences <= 0", gone)
    database.execute(f"DELETE FROM words WHERE rowid IN ({of_it})", document=document_id)


def _counted(
    collection_id: int, sentences: Iterable[tuple[str, str]]
) -> list[dict[str, str | int]]:
    """Parameters for each term: in how many of a collection's sentences it stands."""
    counts = Counter(term for both in sentences for term in set(" ".join(both).split()))
    return [{"collection": collection_id, "term": t, "n": n} for t, n in sorted(counts.items())]


def _range(
    database: Database, collections: Sequence[str], source: str | None, period: Period | None
) -> tuple[int, int]:
    """The first and the last sentence id to look at: a document's ids follow each other, and
    those of one time lie together where articles are added as they appear."""
    ends = "SELECT min(s.id), max(s.id)"
    (row,) = database.scoped(ends, SENTENCES, collections, source, period)
    return row[0] or 0, row[1] or 0
