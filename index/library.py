"""The front of the index: joins articles, encoder, store, search and answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Self

from index.answer import cite, cite_each, cite_further, joined, make_answer
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
from index.dated import dated
from index.encoder import Encoder, open_encoder
from index.entries import fingerprint, make_entries
from index.errors import UnknownArticle
from index.notes import note
from index.question import questions_in
from index.quoted import find_people, find_quotes
from index.reader import Reader, open_reader
from index.reader_input import make_reading
from index.search import find_closest, search
from index.speakers import find_quotations
from index.store import Store
from index.store.sqlite import SqliteStore

NEWEST_OF = 50  # hits of which the newest are shown, where they are asked for
FURTHER = 50  # hits among which further passages are looked for
Progress = Callable[[int, int], None]  # (documents done, documents in all)


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
        self._today = today

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

        An unchanged document is only noted as read again. Encoding is done before the store is
        locked. Raises ArticleError for one that cannot be taken, IndexMismatch, EncoderError.
        """
        check_document(document, self._config)
        maker = fingerprint(self._encoder)
        refuse_stale(self._store, (collection,), maker)
        outcome, encoded = "unchanged", 0
        if not self._store.is_current(collection, document, maker):
            existed, encoded = self._put(collection, document, maker)
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
        summaries = [each for name in names for each in self._store.summaries(name, source)]
        maker = fingerprint(self._encoder)
        outdated = {
            (name, source) for name in names for source in self._store.outdated(name, maker)
        }
        for done, summary in enumerate(summaries, start=1):
            if (summary.collection, summary.source) in outdated:
                document = self._store.document(summary.collection, summary.source)
                if document is not None:  # not removed meanwhile
                    self._put(summary.collection, document, maker)
            if progress is not None:
                progress(done, len(summaries))
        return len(summaries)

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
        self.check(query)
        refuse_stale(self._store, query.collections, fingerprint(self._encoder))
        with self._store.reading():
            return search(self._store, self._encoder, self._dated(query), self._reader)

    def ask(self, query: Query) -> Answer:
        """The answer in the documents' own words, or the reason why there is none; see answer.py.

        Several questions in one text are answered one by one, in a single answer.
        Raises QueryError, IndexMismatch, EncoderError, ConfigError for a limit out of range.
        """
        self.check(query)
        refuse_stale(self._store, query.collections, fingerprint(self._encoder))
        config = self._config.limited(query.threshold, query.max_citations)
        parts = [replace(query, text=text) for text in questions_in(query.text)]
        with self._store.reading():
            answers = [self._answer(part, config) for part in parts]
        return answers[0] if len(parts) == 1 else joined(query, answers, config)

    def further(self, query: Query) -> tuple[Citation, ...]:
        """What may answer too, beyond the citations of `ask`, numbered on. Raises as `ask` does."""
        with self._store.reading():
            shown = self.ask(query).citations
            wider = (replace(query, text=text, k=FURTHER) for text in questions_in(query.text))
            parts = [self._dated(part) for part in wider]
            found = [search(self._store, self._encoder, part, self._reader) for part in parts]
            config = self._config.limited(query.threshold, query.max_citations)
            return cite_further(self._store, list(chain(*found)), shown, config)

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
        self.check(query)
        refuse_stale(self._store, collections, fingerprint(self._encoder))
        with self._store.reading():
            hits = find_quotes(self._store, self._encoder, query, about, self._config)
            return cite_each(self._store, hits)

    def close(self) -> None:
        """Save what is derived and let go of the files. The library cannot be used after it."""
        self._store.close()

    def _answer(self, query: Query, config: IndexConfig) -> Answer:
        asked = self._dated(query)
        pool = max(query.k, NEWEST_OF) if asked.newest_first else query.k
        hits = search(self._store, self._encoder, replace(asked, k=pool), self._reader)
        answer = make_answer(self._store, asked, hits, config)
        answer = replace(answer, query=query, note=note(self._store, asked, answer))
        if answer.covered:
            return answer
        nearest = hits or find_closest(self._store, self._encoder, asked)
        return replace(answer, closest=cite(self._store, asked, nearest, config))

    def _dated(self, query: Query) -> Query:
        return dated(query, self._store, self._today())

    def _put(self, collection: str, document: Document, maker: str) -> tuple[bool, int]:
        """Returns whether the document was there before, and how many sentences were encoded."""
        entries, encoded = make_entries(document, self._encoder, self._store)
        quotations = find_quotations(document.text)
        return self._store.replace(collection, document, entries, quotations, maker), encoded
