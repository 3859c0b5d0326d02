"""The vectors of each collection in a FAISS index. Derived: SQLite can always rebuild it."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import faiss
import numpy as np

faiss.omp_set_num_threads(1)  # two threads make single queries slower

Ids = np.ndarray  # int64 of shape (n,), ascending
Vectors = np.ndarray  # float32 of shape (n, dimension), unit rows


@dataclass(frozen=True, slots=True)
class VectorRows:
    """How the truth is read: the state of a collection, its sentence ids, and their vectors."""

    collection_id: int
    generation: int
    ids: Callable[[], Ids]
    vectors: Callable[[Ids], Vectors]


@dataclass(slots=True)
class _Shelf:
    index: faiss.IndexIDMap2
    generation: int


class FaissIndex:
    """Exact inner product of unit vectors, that is cosine similarity (faiss IndexFlatIP).

    One index for each collection: a search cannot reach beyond the collections it names. An
    index lives in `folder` as ID.GENERATION.faiss and counts only at that very generation.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shelves: dict[int, _Shelf] = {}
        self._lock = Lock()

    def search(
        self, rows: VectorRows, vector: np.ndarray, k: int, only: Ids | None = None
    ) -> list[tuple[float, int]]:
        """(inner product, sentence id) of the k nearest sentences, best first; of those of the
        ids `only`, if any are given, and still the k nearest of them."""
        selector = None if only is None else faiss.IDSelectorBatch(only)
        with self._lock:
            index = self._current(rows).index
            if not index.ntotal or index.d != len(vector):
                return []
            chosen = selector and faiss.SearchParameters(sel=selector)
            scores, ids = index.search(vector[None, :], min(k, index.ntotal), params=chosen)
        return [(float(s), int(i)) for s, i in zip(scores[0], ids[0], strict=True) if i >= 0]

    def save(self) -> None:
        """Write what is newer than its file, so that the next start need not rebuild it."""
        with self._lock:
            for collection_id, shelf in self._shelves.items():
                path = self._path(collection_id, shelf.generation)
                if not path.exists():
                    self._write(shelf.index, path)

    def _current(self, rows: VectorRows) -> _Shelf:
        """The collection's index at the state of `rows`, or a later one."""
        shelf = self._shelves.get(rows.collection_id)
        if shelf is None:
            shelf = self._read(rows) or _Shelf(_build(rows), rows.generation)
            self._shelves[rows.collection_id] = shelf
        elif shelf.generation < rows.generation:
            shelf.index = _synchronise(shelf.index, rows)
            shelf.generation = rows.generation
        return shelf

    def _read(self, rows: VectorRows) -> _Shelf | None:
        """The index as it was saved; None where it is missing, older or damaged."""
        path = self._path(rows.collection_id, rows.generation)
        try:
            index = faiss.read_index(str(path))
        except RuntimeError:
            return None
        intact = np.array_equal(np.sort(faiss.vector_to_array(index.id_map)), rows.ids())
        return _Shelf(index, rows.generation) if intact else None

    def _write(self, index: faiss.IndexIDMap2, path: Path) -> None:
        """Atomically, as temporary file, fsync and rename; then drop the older generations."""
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        faiss.write_index(index, str(temporary))
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        for old in self._folder.glob(f"{path.name.split('.')[0]}.*"):
            if old != path:
                with contextlib.suppress(FileNotFoundError):  # another process was faster
                    old.unlink()

    def _path(self, collection_id: int, generation: int) -> Path:
        return self._folder / f"{collection_id}.{generation}.faiss"


def _build(rows: VectorRows) -> faiss.IndexIDMap2:
    ids = rows.ids()
    vectors = rows.vectors(ids)
    index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1] if len(ids) else 1))
    if len(ids):
        index.add_with_ids(vectors, ids)
    return index


def _synchronise(index: faiss.IndexIDMap2, rows: VectorRows) -> faiss.IndexIDMap2:
    """Take out the sentences that are gone and put in the new ones; vectors never change."""
    known, wanted = faiss.vector_to_array(index.id_map), rows.ids()
    added = np.setdiff1d(wanted, known)
    vectors = rows.vectors(added)
    if len(added) and vectors.shape[1] != index.d:
        return _build(rows)  # another model
    index.remove_ids(np.setdiff1d(known, wanted))
    if len(added):
        index.add_with_ids(vectors, added)
    return index
