"""What is compared: the Library as it is, and each of its two ways of looking alone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from index import Document, Hit, IndexConfig, Library, Query
from index.encoder import Encoder
from index.reader import Reader
from index.store import Passage, Store
from index.store.sqlite import SqliteStore
from index.words import query_terms
from tests.evaluation.errors import Miss
from tests.evaluation.progress import steps

Shelves = Mapping[str, Sequence[Document]]  # collection -> what is in it
PROJECT, UNREAD = "this project", "without the reader"
MEANING, WORDS = "MiniLM alone", "BM25 alone"


class System(Protocol):
    """Something that ranks passages; if `is_scored`, its scores compare between questions."""

    name: str
    is_scored: bool

    def search(self, query: Query) -> list[Hit]:
        """The best passages, best first, at most query.k."""


@dataclass(frozen=True, slots=True)
class ThisProject:
    """Library.search."""

    library: Library
    name: str = PROJECT
    is_scored: bool = True

    def search(self, query: Query) -> list[Hit]:
        """What the Library finds; a score is its confidence."""
        return self.library.search(query)


@dataclass(frozen=True, slots=True)
class WithoutReader:
    """Library.search of a library that has no reader."""

    library: Library
    name: str = UNREAD
    is_scored: bool = True

    def search(self, query: Query) -> list[Hit]:
        """What it finds; a score is its confidence."""
        return self.library.search(query)


@dataclass(frozen=True, slots=True)
class MeaningAlone:
    """The sentences nearest to the question, by the cosine of the library's own vectors."""

    store: Store
    encoder: Encoder
    name: str = MEANING
    is_scored: bool = True

    def search(self, query: Query) -> list[Hit]:
        """The nearest sentences; a score is a cosine."""
        vector = self.encoder.encode_question(query.text)
        found = self.store.nearest(vector, query.collections, query.source, query.k)
        return [_hit(p, float(p.vector @ vector)) for p in found]


@dataclass(frozen=True, slots=True)
class WordsAlone:
    """The sentences of best BM25, by the library's own words; the store keeps the value of it."""

    store: Store
    name: str = WORDS
    is_scored: bool = False

    def search(self, query: Query) -> list[Hit]:
        """The best sentences; a score says nothing."""
        languages = self.store.languages(query.collections, query.source)
        terms = [term for language in languages for term in query_terms(query.text, language)]
        found = self.store.matching(terms, query.collections, query.source, query.k)
        return [_hit(passage, 0.0) for passage in found]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes the library of a set anew for each run, so that it is what today's code makes of it.

    A set has a library of its own, for its own word statistics. Only vectors outlive a run: let
    the encoder be one that remembers (cache.py). What the tasks miss gathers in `misses`.
    """

    config: IndexConfig
    encoder: Encoder
    reader: Reader | None = None
    misses: list[Miss] = field(default_factory=list)

    @contextmanager
    def open(self, name: str, shelves: Shelves) -> Iterator[list[System]]:
        """The systems that search in a library which holds the shelves."""
        with TemporaryDirectory() as folder:
            config = replace(self.config, data_dir=Path(folder))
            store = SqliteStore(config.data_dir)
            with Library(store, self.encoder, config, reader=self.reader) as library:
                _fill(library, name, shelves)
                yield [
                    ThisProject(library),
                    *([WithoutReader(Library(store, self.encoder, config))] if self.reader else []),
                    MeaningAlone(store, self.encoder),
                    WordsAlone(store),
                ]


def _fill(library: Library, name: str, shelves: Shelves) -> None:
    wanted = [(collection, d) for collection, shelf in shelves.items() for d in shelf]
    for collection, document in steps(wanted, f"Indexing {name}"):
        library.add(document, collection)


def _hit(passage: Passage, score: float) -> Hit:
    sentence = passage.sentence
    return Hit(passage.source, passage.collection, sentence.start, sentence.end, score)
