"""A document in the place of another: the steps of it, in order, in the caller's transaction. What
each writes is sqlite_write.py's and sqlite_words.py's."""

from collections.abc import Sequence

from index.datatypes import Document, Quotation
from index.store import Entry, sqlite_words
from index.store import sqlite_write as write
from index.store.database import Database


def replace(
    database: Database,
    collection: str,
    document: Document,
    entries: Sequence[Entry],
    quotations: Sequence[Quotation],
    fingerprint: str,
) -> bool:
    """Store a document instead of the one of that source. Returns whether there was one."""
    shelf = write.touch(database, collection)
    maker = write.Maker(fingerprint, write.age(database, shelf, document.source))
    existed = write.delete(database, shelf, document.source)
    number = write.insert_document(database, shelf, document, maker)
    write.insert_entries(database, number, document, entries)
    sqlite_words.count(database, shelf, [(each.terms, each.context) for each in entries])
    write.insert_quotations(database, number, document, quotations)
    write.count_sentences(database, shelf)
    return existed


def remove(database: Database, collection: str, source: str) -> bool:
    """Forget a document and all that came of it. Returns whether there was one."""
    shelf = write.touch(database, collection)
    existed = write.delete(database, shelf, source)
    write.count_sentences(database, shelf)
    return existed
