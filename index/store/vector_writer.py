"""Writes the vectors' files anew once much has changed, beside whoever adds and asks.

SQLite holds all that a file does, so a file that was not written, or not to its end, costs time at
the next start and nothing else.
"""

import logging
from concurrent.futures import ThreadPoolExecutor

from index.store.database import Database
from index.store.faiss_index import FaissIndex, VectorRows
from index.store.sqlite_vectors import shelves

log = logging.getLogger(__name__)


class VectorWriter:
    """One thread, which starts with the first file and ends with `close`: files are large, and
    two at once would take twice the memory."""

    def __init__(self, database: Database, faiss: FaissIndex) -> None:
        self._database = database
        self._faiss = faiss
        self._thread = ThreadPoolExecutor(1, "vectors")
        self._begun: set[str] = set()  # collections whose files it is writing, or will

    def keep(self, collection: str) -> None:
        """See to it that the file of a collection is written if much has changed. Does not wait:
        what is added meanwhile stands beside the file."""
        if collection not in self._begun and self._is_due(collection):
            self._begun.add(collection)
            self._thread.submit(self._write, collection)

    def close(self, collections: list[str]) -> None:
        """Wait for the files that were begun, and write those that are due after it."""
        self._thread.shutdown()
        for collection in filter(self._is_due, collections):
            self._write(collection)

    def _is_due(self, collection: str) -> bool:
        with self._database.reading():
            return any(
                self._faiss.is_due(rows, _changes(self._database, rows))
                for rows in shelves(self._database, [collection])
            )

    def _write(self, collection: str) -> None:
        try:
            _write(self._database, self._faiss, collection)
        except Exception as error:  # no thread hears of it otherwise, and no article is lost
            log.warning(
                "the vectors of %s are not saved, only in the database: %s", collection, error
            )
        finally:
            self._begun.discard(collection)


def _write(database: Database, faiss: FaissIndex, collection: str) -> None:
    """Read without holding up a writer; then, as a writer, exchange the file and its record."""
    with database.reading():
        (rows,) = shelves(database, [collection])
        file, temporary = faiss.write(rows)
    with database.writing():
        (now,) = shelves(database, [collection])
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
