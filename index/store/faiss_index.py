"""The vectors of each collection in a FAISS index. Derived: SQLite can always rebuild it.

A file holds most of a collection and is never changed, only replaced; it is mapped, not read.
What was added since stands beside it in memory. What was removed since is still found: the
caller asks SQLite which sentences there are.
"""

import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import faiss
import numpy as np

from index.store.faiss_kinds import Chunk, Found, Ids, add, build, flat, ids_of, nearest

MIN_CHANGES = 2000  # sentences that may be newer or gone before a file is written again;
SHARE_OF_CHANGES = 10  # or that part of what is in it


@dataclass(frozen=True, slots=True)
class VectorFile:
    """What SQLite knows of a file. Ids are summed up: after a restored backup they come again."""

    generation: int  # of the collection when it was read
    last_document: int  # id of the newest document in it
    sentences: int
    checksum: int  # CRC-32 of its sentence ids


@dataclass(frozen=True, slots=True)
class VectorRows:
    """A collection in one state, and how the truth about it is read."""

    collection: str
    collection_id: int
    generation: int
    sentences: int
    file: VectorFile | None
    newest: Callable[[], tuple[int, int]]  # id of the newest document, dimension of its vectors
    chunks: Callable[[int], Iterator[Chunk]]  # of documents of a greater id


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A searchable collection; `base` and `fresh` are never changed."""

    is_mapped: bool  # whether `base` is a file
    base: faiss.Index
    fresh: faiss.Index
    generation: int
    last_document: int


class FaissIndex:
    """Inner products of unit vectors, that is cosine similarities; see faiss_kinds.py.

    One index for each collection: a search cannot reach beyond the collections it names. A file
    lives in `folder` as ID.GENERATION.faiss and counts only if SQLite knows that very one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shelves: dict[int, _Shelf | None] = {}
        self._lock = Lock()

    def search(
        self, rows: VectorRows, vector: np.ndarray, k: int, only: Ids | None = None
    ) -> Found:
        """The k nearest of the sentences that there are, or were lately; of those of the ids
        `only`, if any are given, and still the k nearest of them."""
        with self._lock:
            shelf = self._current(rows)
        parts = [part for part in (shelf.base, shelf.fresh) if part.d == len(vector)]
        found = [pair for part in parts for pair in nearest(part, vector, k, only)]
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:k]

    def is_due(self, rows: VectorRows, changes: int) -> bool:
        """Whether a file is worth writing after so many sentences came or went since the last."""
        shelf = self._shelves.get(rows.collection_id)
        is_lost = shelf is not None and not shelf.is_mapped
        if is_lost or rows.file is None or not self._path(rows.collection_id, rows.file).exists():
            return rows.sentences > MIN_CHANGES
        return changes > max(MIN_CHANGES, rows.file.sentences // SHARE_OF_CHANGES)

    def write(self, rows: VectorRows) -> tuple[VectorFile, Path]:
        """All there is, in a temporary file, for `publish`."""
        last_document, dimension = rows.newest()
        index = build(lambda: rows.chunks(0), dimension, rows.sentences)
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f"{rows.collection_id}.{rows.generation}.{os.getpid()}.tmp"
        faiss.write_index(index, str(temporary))
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        known = VectorFile(rows.generation, last_document, index.ntotal, _checksum(index))
        return known, temporary

    def publish(self, collection_id: int, file: VectorFile, temporary: Path) -> None:
        """Put a written file in its place, which it takes from all older ones of the collection.

        A question that is being answered goes on: a deleted file lives as long as it is mapped.
        """
        path = self._path(collection_id, file)
        temporary.replace(path)
        for old in self._folder.glob(f"{collection_id}.*"):
            if _generation(old) < file.generation:
                old.unlink(missing_ok=True)
        shelf = self._read(collection_id, file)
        with self._lock:
            self._shelves[collection_id] = shelf

    def _current(self, rows: VectorRows) -> _Shelf:
        """The collection at the state of `rows`, or a later one."""
        shelf = self._shelves.get(rows.collection_id)
        if shelf is None and rows.file is not None:
            shelf = self._read(rows.collection_id, rows.file)
        if shelf is None or shelf.generation < rows.generation:
            shelf = _caught_up(shelf, rows)
        self._shelves[rows.collection_id] = shelf
        return shelf

    def _read(self, collection_id: int, file: VectorFile) -> _Shelf | None:
        """The file, mapped; None where it is missing or damaged, or not the one SQLite knows."""
        try:
            path = self._path(collection_id, file)
            base = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError:
            return None
        if (base.ntotal, _checksum(base)) != (file.sentences, file.checksum):
            return None
        return _Shelf(True, base, flat(base.d), file.generation, file.last_document)

    def _path(self, collection_id: int, file: VectorFile) -> Path:
        return self._folder / f"{collection_id}.{file.generation}.faiss"


def _caught_up(shelf: _Shelf | None, rows: VectorRows) -> _Shelf:
    """With what was added since; all anew where there is nothing yet, or another model's."""
    last_document, dimension = rows.newest()
    if shelf is None or shelf.base.d != dimension:
        base = build(lambda: rows.chunks(0), dimension, rows.sentences)
        return _Shelf(False, base, flat(dimension), rows.generation, last_document)
    fresh = faiss.clone_index(shelf.fresh)
    for ids, vectors in rows.chunks(shelf.last_document):
        add(fresh, ids, vectors)
    return _Shelf(shelf.is_mapped, shelf.base, fresh, rows.generation, last_document)


def _generation(path: Path) -> int:
    """Of a file, or of one that another process is writing, or did not get to write to its end."""
    return int(path.name.split(".")[1])


def _checksum(index: faiss.Index) -> int:
    return zlib.crc32(ids_of(index).tobytes())
