"""The front of the index: joins articles, encoder, store, search and answer."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Self

from index.answer import cite, joined, make_answer
from index.config import IndexConfig
from index.datatypes import SHARED, Addition, Answer, Document, DocumentSummary, Hit, Query
from index.dated import dated
from index.encoder import Encoder, open_encoder
from index.entries import fingerprint, make_entries
from index.errors import (
    ArticleEmpty,
    ArticleTooLarge,
    ArticleUnreadable,
    IndexMismatch,
    QueryError,
    UnknownArticle,
)
from index.notes import note
from index.question import questions_in
from index.reader import Reader, open_reader
from index.reader_input import make_reading
from index.search import find_closest, search
from index.speakers import find_quotations
from index.store import Store
from index.store.sqlite import SqliteStore

NEWEST_OF = 50  # hits of which the newest are shown, where they are asked for
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

        An unchanged document costs nothing. Encoding is done before the store is locked. Raises
        ArticleError for one that cannot be taken, IndexMismatch, EncoderError.
        """
        self._check_document(document)
        maker = fingerprint(self._encoder)
        self._refuse_stale((collection,), maker)
        if self._store.is_current(collection, document, maker):
            return Addition(self.summary(document.source, collection), "unchanged", 0)
        existed, encoded = self._put(collection, document, maker)
        summary = self.summary(document.source, collection)
        return Addition(summary, "replaced" if existed else "added", encoded)

    def remove(self, source: str, collection: str = SHARED) -> DocumentSummary:
        """Forget a document, and return what it was. Raises UnknownArticle."""
        summary = self.summary(source, collection)
        self._store.remove(collection, source)
        return summary

    def reindex(self, collection: str | None = None, progress: Progress | None = None) -> int:
        """Bring every document of one collection, or of all, up to date; returns how many.

        Those that another model or version made are split, attributed and embedded anew; the
        others would come out as they are. Questions to a collection whose model changes are
        refused until it is done; stopped midway, it may be run again.
        """
        names = self._store.collections() if collection is None else [collection]
        summaries = [summary for name in names for summary in self.documents(name)]
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
            raise UnknownArticle(f"There is no article '{source}' in {collection}")
        return document

    def summary(self, source: str, collection: str = SHARED) -> DocumentSummary:
        """The catalogue line of one document. Raises UnknownArticle."""
        for summary in self._store.summaries(collection, source):
            return summary
        raise UnknownArticle(f"There is no article '{source}' in {collection}")

    def check(self, query: Query) -> None:
        """Raise QueryError if the question cannot be asked; needs no model."""
        if not re.search(r"\w", query.text):
            what = "has no words" if query.text.strip() else "is empty"
            raise QueryError(f"The question {what}; ask something like: What did the mayor say?")
        if len(query.text) > self._config.max_question_chars:
            raise QueryError(
                f"The question has {len(query.text):,} characters; "
                f"at most {self._config.max_question_chars:,} can be asked"
            )
        if query.source is not None and not any(
            self._store.document(collection, query.source) for collection in query.collections
        ):
            raise QueryError(f"There is no article '{query.source}' to ask")

    def search(self, query: Query) -> list[Hit]:
        """The sentences that match best, best first, at most query.k; see search.py.

        Raises QueryError, IndexMismatch, EncoderError.
        """
        self.check(query)
        self._refuse_stale(query.collections, fingerprint(self._encoder))
        with self._store.reading():
            return search(self._store, self._encoder, self._dated(query), self._reader)

    def ask(self, query: Query) -> Answer:
        """The answer in the documents' own words, or the reason why there is none; see answer.py.

        Several questions in one text are answered one by one, in a single answer.
        Raises QueryError, IndexMismatch, EncoderError, ConfigError for a limit out of range.
        """
        self.check(query)
        self._refuse_stale(query.collections, fingerprint(self._encoder))
        config = self._config.limited(query.threshold, query.max_citations)
        parts = [replace(query, text=text) for text in questions_in(query.text)]
        with self._store.reading():
            answers = [self._answer(part, config) for part in parts]
        return answers[0] if len(parts) == 1 else joined(query, answers, config)

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

    def _check_document(self, document: Document) -> None:
        if not document.text.strip():
            raise ArticleEmpty(f"{document.source} holds no text")
        if len(document.text) > self._config.max_article_chars:
            raise ArticleTooLarge(
                f"{document.source} has {len(document.text):,} characters; "
                f"at most {self._config.max_article_chars:,} are taken"
            )
        if document.published and not _is_iso_date(document.published):
            raise ArticleUnreadable(
                f"{document.source}: the date '{document.published}' is not like 2026-11-22"
            )

    def _refuse_stale(self, collections: tuple[str, ...], maker: str) -> None:
        if stale := self._store.stale(collections, maker):
            raise IndexMismatch(
                f"The articles of {', '.join(stale)} were indexed with another model or version; "
                "an admin must reindex them"
            )


def _is_iso_date(text: str) -> bool:
    """Also not "20261122", which would not stand in order among the others."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
