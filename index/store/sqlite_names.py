"""How a SQLite store finds who is quoted, by a word of the name or by the terms of a cue. The words
of a quotation lie in the tables name_words and cue_words, and go when it goes."""

import json
from collections.abc import Sequence

from index.store.database import Database

# CROSS JOIN keeps this order: first the words, then whom they name
NAMES, CUES, QUOTED = (
    "FROM collections c CROSS JOIN name_words w ON w.collection_id = c.id",
    "FROM collections c CROSS JOIN cue_words w ON w.collection_id = c.id",
    "CROSS JOIN quotations q ON q.id = w.quotation_id",
)
ALLOWED = """
    WHERE c.name IN (SELECT value FROM json_each(:collections))
        AND (:source IS NULL OR w.quotation_id IN (
            SELECT q.id FROM documents d JOIN quotations q ON q.document_id = d.id
            WHERE d.collection_id = c.id AND d.source = :source))
"""


def called(
    database: Database, word: str, collections: Sequence[str], source: str | None
) -> list[str]:
    """The speakers whose names have a word, in lower case; sorted."""
    rows = database.rows(
        f"SELECT DISTINCT q.speaker {NAMES} {QUOTED} {ALLOWED} AND w.word = :word ORDER BY 1",
        word=word,
        collections=json.dumps(list(collections)),
        source=source,
    )
    return [row[0] for row in rows]


def cued(
    database: Database, terms: Sequence[str], collections: Sequence[str], source: str | None
) -> list[str]:
    """The speakers who are named by a cue with all of these distinct terms; sorted."""
    rows = database.rows(
        f"SELECT DISTINCT speaker FROM (SELECT q.speaker {CUES} {QUOTED}"
        f" {ALLOWED} AND w.word IN (SELECT value FROM json_each(:terms))"
        " GROUP BY q.id HAVING count(*) = :n) ORDER BY 1",
        terms=json.dumps(list(terms)),
        n=len(terms),
        collections=json.dumps(list(collections)),
        source=source,
    )
    return [row[0] for row in rows]


def names(
    database: Database, beginning: str, collections: Sequence[str], source: str | None
) -> list[str]:
    """The words of speakers' names that begin so, in lower case; sorted."""
    rows = database.rows(
        f"SELECT DISTINCT w.word {NAMES} {ALLOWED}"
        " AND w.word >= :first AND w.word < :last ORDER BY 1",
        first=beginning,
        last=beginning + chr(0x10FFFF),
        collections=json.dumps(list(collections)),
        source=source,
    )
    return [row[0] for row in rows]


def insert(database: Database, document_id: int) -> None:
    """Note the words of a new document's quotations."""
    for table, of in (("name_words", "speaker"), ("cue_words", "cue")):
        database.execute(  # the function that gives the words is called as the table is
            f"INSERT INTO {table} SELECT d.collection_id, w.value, q.id FROM documents d"
            f" JOIN quotations q ON q.document_id = d.id, json_each({table}(q.{of})) w"
            " WHERE d.id = :document AND q.speaker IS NOT NULL",
            document=document_id,
        )
