"""The statements that change a SQLite store. Each runs inside the caller's transaction."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from index.datatypes import Document, Quotation
from index.store import Entry, sqlite_names, sqlite_words
from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Age:
    """When a document was first added, and last read from where it comes from; see `now`."""

    added: str
    refreshed: str


@dataclass(frozen=True, slots=True)
class Maker:
    """What makes a document's row, beside the document."""

    fingerprint: str
    age: Age


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


def now() -> str:
    """ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def age(database: Database, collection_id: int, source: str) -> Age:
    """That of the stored document; of a new one where there is none."""
    rows = database.rows(
        "SELECT added, refreshed FROM documents"
        " WHERE collection_id = :collection AND source = :source",
        collection=collection_id,
        source=source,
    )
    return Age(*rows[0]) if rows else Age(at := now(), at)


def note_refresh(database: Database, collection: str, source: str) -> None:
    """A document was read again now."""
    database.execute(
        "UPDATE documents SET refreshed = :now WHERE source = :source"
        " AND collection_id = (SELECT id FROM collections WHERE name = :collection)",
        now=now(),
        source=source,
        collection=collection,
    )


def delete(database: Database, collection_id: int, source: str) -> bool:
    """Forget a document; foreign keys take its text, sentences and quotations along."""
    rows = database.rows(
        "SELECT id FROM documents WHERE collection_id = :collection AND source = :source",
        collection=collection_id,
        source=source,
    )
    for row in rows:
        sqlite_words.discount(database, collection_id, row["id"])
        database.execute("DELETE FROM documents WHERE id = :id", id=row["id"])
    return bool(rows)


def count_sentences(database: Database, collection_id: int) -> None:
    """Keep the number of a collection's sentences, so that a question need not count them."""
    database.execute(
        "UPDATE collections SET sentences = (SELECT coalesce(sum(d.sentences), 0)"
        " FROM documents d WHERE d.collection_id = collections.id) WHERE id = :collection",
        collection=collection_id,
    )


def insert_document(
    database: Database, collection_id: int, document: Document, maker: Maker
) -> int:
    """Returns the new document's id."""
    cursor = database.execute(
        "INSERT INTO documents (collection_id, source, title, url, author, published, language,"
        " characters, fingerprint, added, refreshed) VALUES (:collection, :source, :title, :url,"
        " :author, :published, :language, :characters, :fingerprint, :added, :refreshed)",
        collection=collection_id,
        source=document.source,
        title=document.title,
        url=document.url,
        author=document.author,
        published=document.published,
        language=document.language,
        characters=len(document.text),
        fingerprint=maker.fingerprint,
        added=maker.age.added,
        refreshed=maker.age.refreshed,
    )
    number = int(cursor.lastrowid or 0)
    database.execute("INSERT INTO texts VALUES (:id, :text)", id=number, text=document.text)
    return number


def insert_entries(
    database: Database, document_id: int, document: Document, entries: Sequence[Entry]
) -> None:
    """The sentences of a document; their vectors and words under the same ids. Words are counted
    by sqlite_words."""
    for entry in entries:
        start, end = entry.sentence.start, entry.sentence.end
        cursor = database.execute(
            "INSERT INTO sentences (document_id, start, end, digest, text)"
            " VALUES (:document, :start, :end, :digest, :text)",
            document=document_id,
            start=start,
            end=end,
            digest=entry.digest,
            text=document.text[start:end],
        )
        number, vector = cursor.lastrowid, entry.vector.tobytes()
        database.execute("INSERT INTO vectors VALUES (:id, :vector)", id=number, vector=vector)
        database.execute(
            "INSERT INTO words (rowid, terms, context) VALUES (:id, :terms, :context)",
            id=number,
            terms=entry.terms,
            context=entry.context,
        )
    database.execute(
        "UPDATE documents SET sentences = :n WHERE id = :id", n=len(entries), id=document_id
    )


def insert_quotations(
    database: Database, document_id: int, document: Document, quotations: Sequence[Quotation]
) -> None:
    """The quotations of a document, by which words their speakers are found, and whose words each
    of its sentences holds."""
    for quotation in quotations:
        cue = quotation.cue
        database.execute(
            "INSERT INTO quotations (document_id, start, end, speaker, cue_start, cue_end, text,"
            " cue) VALUES (:document, :start, :end, :speaker, :cue_start, :cue_end, :text, :cue)",
            document=document_id,
            start=quotation.start,
            end=quotation.end,
            speaker=quotation.speaker,
            cue_start=cue and cue.start,
            cue_end=cue and cue.end,
            text=document.text[quotation.start : quotation.end],
            cue=cue and document.text[cue.start : cue.end],
        )
    sqlite_names.insert(database, document_id)
    database.execute(
        "UPDATE sentences SET speaker = (SELECT q.speaker FROM quotations q"
        " WHERE q.document_id = sentences.document_id"
        " AND 2 * (min(q.end, sentences.end) - max(q.start, sentences.start))"
        " > sentences.end - sentences.start ORDER BY q.start LIMIT 1)"
        " WHERE document_id = :document",
        document=document_id,
    )
