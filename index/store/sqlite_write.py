"""The statements that change a SQLite store. Each runs inside the caller's transaction."""

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from index.datatypes import Document, Quotation
from index.store import Entry
from index.store.database import Database


def touch(database: Database, collection: str) -> int:
    """The id of a collection, made if need be, with a new generation.

    A generation is a clock, not a counter: after a restored backup it never repeats.
    """
    database.execute(
        "INSERT INTO collections (name, generation) VALUES (:name, :now) ON CONFLICT (name)"
        " DO UPDATE SET generation = max(generation + 1, excluded.generation)",
        name=collection,
        now=time.time_ns(),
    )
    rows = database.rows("SELECT id FROM collections WHERE name = :name", name=collection)
    return int(rows[0]["id"])


def delete(database: Database, collection_id: int, source: str) -> bool:
    """Forget a document; foreign keys take its sentences and quotations along."""
    which = "collection_id = :collection AND source = :source"
    parameters = {"collection": collection_id, "source": source}
    database.execute(
        "DELETE FROM words WHERE rowid IN (SELECT s.id FROM sentences s JOIN documents d"
        f" ON d.id = s.document_id WHERE {which})",
        **parameters,
    )
    return database.execute(f"DELETE FROM documents WHERE {which}", **parameters).rowcount > 0


def insert_document(
    database: Database, collection_id: int, document: Document, fingerprint: str
) -> int:
    """Returns the new document's id."""
    cursor = database.execute(
        "INSERT INTO documents (collection_id, source, title, text, url, author, published,"
        " language, fingerprint, added) VALUES (:collection, :source, :title, :text, :url,"
        " :author, :published, :language, :fingerprint, :added)",
        collection=collection_id,
        source=document.source,
        title=document.title,
        text=document.text,
        url=document.url,
        author=document.author,
        published=document.published,
        language=document.language,
        fingerprint=fingerprint,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return int(cursor.lastrowid or 0)


def insert_entries(database: Database, document_id: int, entries: Sequence[Entry]) -> None:
    """The sentences of a document, and their words under the same ids."""
    for entry in entries:
        cursor = database.execute(
            "INSERT INTO sentences (document_id, start, end, digest, vector)"
            " VALUES (:document, :start, :end, :digest, :vector)",
            document=document_id,
            start=entry.sentence.start,
            end=entry.sentence.end,
            digest=entry.digest,
            vector=entry.vector.tobytes(),
        )
        database.execute(
            "INSERT INTO words (rowid, terms, context) VALUES (:id, :terms, :context)",
            id=cursor.lastrowid,
            terms=entry.terms,
            context=entry.context,
        )


def insert_quotations(
    database: Database, document_id: int, quotations: Sequence[Quotation]
) -> None:
    """The quotations of a document."""
    for quotation in quotations:
        database.execute(
            "INSERT INTO quotations (document_id, start, end, speaker, cue_start, cue_end)"
            " VALUES (:document, :start, :end, :speaker, :cue_start, :cue_end)",
            document=document_id,
            start=quotation.start,
            end=quotation.end,
            speaker=quotation.speaker,
            cue_start=quotation.cue and quotation.cue.start,
            cue_end=quotation.cue and quotation.cue.end,
        )
