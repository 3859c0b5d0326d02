"""The front of the index: refuses what cannot be done, and has the rest done (indexing, asking)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Self

from index.answer import cite_each
from index.asking import Asking
from index.checks import check_document, check_query, refuse_stale
from index.config import IndexConfig
from index.datatypes import (
    SHARED,
    Addition,
    Answer,
    Citation,
    Document,
    DocumentSummary,
    Hit,
    Person,
    Query,
    Quotation,
)
from index.encoder import Encoder, open_encoder
from index.entries import fingerprint
from index.errors import UnknownArticle
from index.indexing import Progress, put, reindex
from index.quoted import find_people, find_quotes
from index.reader import Reader, open_reader
from index.reader_input import make_reading
from index.store import Store
from index.store.sqlite import SqliteStore


class Library:
    """Collections of documents that answer questions with their own sentences.

    Every method may be called from any thread. Two processes may open the same folder: each sees
    what the other has committed.
    """

    def __init__(
        self,
        store: Store,
        encoder: Encoder,
        config: IndexConfig,
        today: Callable[[], date] = date.today,
        reader: Reader | None = None,
    ) -> None:
        self._store = store
        self._encoder = encoder
        self._config = config
        self._reader = reader
        self._asking = Asking(store, encoder, reader, config, today)

    @classmethod
    def open(cls, config: IndexConfig) -> Self:
        """Open or create the library in `config.data_dir`. The model is loaded at its first use.

        Raises IndexDamaged, or LibraryError if the folder cannot be used.
        """
        return cls(
            SqliteStore(config.data_dir), open_encoder(config), config, reader=open_reader(config)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def warm(self) -> None:
        """Load the models now, so that the first question need not wait. Raises EncoderError."""
        self._encoder.encode(["warm"])
        if self._reader is not None:
            self._reader.read(make_reading("warm", "", "warm", ""))

    def add(self, document: Document, collection: str = SHARED) -> Addition:
        """Store a document, instead of one of the same source if there is one.

        An unchanged document is only noted as read again. Raises ArticleError for one that cannot
        be taken, IndexMismatch, EncoderError.
        """
        check_document(document, self._config)
        maker = fingerprint(self._encoder)
        refuse_stale(self._store, (collection,), maker)
        outcome, encoded = "unchanged", 0
        if not self._store.is_current(collection, document, maker):
            existed, encoded = put(self._store, self._encoder, collection, document)
            outcome = "replaced" if existed else "added"
        self._store.note_refresh(collection, document.source)
        return Addition(self.summary(document.source, collection), outcome, encoded)

    def remove(self, source: str, collection: str = SHARED) -> DocumentSummary:
        """Forget a document, and return what it was. Raises UnknownArticle."""
        summary = self.summary(source, collection)
        self._store.remove(collection, source)
        return summary

    def reindex(
        self,
        collection: str | None = None,
        progress: Progress | None = None,
        source: str | None = None,
    ) -> int:
        """Bring every document of one collection, or of all, up to date, or only those of one
        source; returns how many.

        Those that another model or version made are split, attributed and embedded anew; the
        others would come out as they are. Questions to a collection whose model changes are
        refused until it is done; stopped midway, it may be run again.
        """
        names = self._store.collections() if collection is None else [collection]
        return reindex(self._store, self._encoder, names, source, progress)

    def documents(self, collection: str = SHARED) -> list[DocumentSummary]:
        """A line for each document, the newest added first."""
        return self._store.summaries(collection)

    def document(self, source: str, collection: str = SHARED) -> Document:
        """The document as it was stored. Raises UnknownArticle."""
        document = self._store.document(collection, source)
        if document is None:
            raise UnknownArticle(
                "There is no article '{source}' in {collection}",
                source=source,
                collection=collection,
            )
        return document

    def summary(self, source: str, collection: str = SHARED) -> DocumentSummary:
        """The catalogue line of one document. Raises UnknownArticle."""
        for summary in self._store.summaries(collection, source):
            return summary
        raise UnknownArticle(
            "There is no article '{source}' in {collection}", source=source, collection=collection
        )

    def quotations(self, source: str, collection: str = SHARED) -> list[Quotation]:
        """Who says what in a document, in order; nothing where there is no such document."""
        return self._store.quotations(collection, source)

    def check(self, query: Query) -> None:
        """Raise QueryError if the question cannot be asked; needs no model."""
        check_query(query, self._store, self._config)

    def search(self, query: Query) -> list[Hit]:
        """The sentences that match best, best first, at most query.k; see search.py.

        Raises QueryError, IndexMismatch, EncoderError.
        """
        self._refuse(query)
        return self._asking.search(query)

    def ask(self, query: Query) -> Answer:
        """The answer in the documents' own words, or the reason why there is none; see answer.py.

        Several questions in one text are answered one by one, in a single answer.
        Raises QueryError, IndexMismatch, EncoderError, ConfigError for a limit out of range.
        """
        self._refuse(query)
        return self._asking.ask(query)

    def further(self, query: Query) -> tuple[Citation, ...]:
        """What may answer too, beyond the citations of `ask`, numbered on. Raises as `ask` does."""
        self._refuse(query)
        return self._asking.further(query)

    def people(self, collections: Sequence[str], source: str | None = None) -> list[Person]:
        """Everybody who is quoted there, or in one document, most often first."""
        return find_people(self._store, collections, source)

    def quoted(
        self, name: str, collections: Sequence[str], about: str | None = None
    ) -> tuple[Citation, ...]:
        """All that somebody is quoted with, the newest document first; of what is said `about` a
        topic, what is surely about it. Nothing for somebody who is not quoted.

        Raises QueryError, IndexMismatch, EncoderError.
        """
        query = Query(name, tuple(collections))
        self._refuse(query)
        with self._store.reading():
            hits = find_quotes(self._store, self._encoder, query, about, self._config)
            return cite_each(self._store, hits)

    def close(self) -> None:
        """Save what is derived and let go of the files. The library cannot be used after it."""
        self._store.close()

    def _refuse(self, query: Query) -> None:
        """Raise what `ask` raises before any work is done."""
        self.check(query)
        refuse_stale(self._store, query.collections, fingerprint(self._encoder))
