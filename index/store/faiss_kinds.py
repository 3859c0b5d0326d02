"""Which kind of FAISS index so many vectors get: exact, one byte a number, or that in clusters. Who
asks compares the best again with the numbers themselves (sqlite_vectors.py)."""

import math
from collections.abc import Callable, Iterator

import faiss
import numpy as np

faiss.omp_set_num_threads(1)  # two threads make single queries slower

Ids = np.ndarray  # int64 of shape (n,)
Vectors = np.ndarray  # float32 of shape (n, dimension), unit rows
Chunk = tuple[Ids, Vectors]
Found = list[tuple[float, int]]  # (inner product, id), best first
Chunks = Callable[[], Iterator[Chunk]]

BYTES = faiss.ScalarQuantizer.QT_8bit_direct_signed
FEW = 2_000  # vectors that are kept as they are
EXACT = 200_000  # vectors that are compared for a question: all, or those of the nearest clusters
RANGE = 10_000  # vectors, at least, that tell how great a number gets
GREATEST = 127  # that a signed byte holds; greater numbers are cut
LISTS = 2.0  # clusters, times the square root of the number of vectors
SAMPLE = 64  # vectors of each cluster to train on
ROUNDS = 8  # of k-means


def build(chunks: Chunks, dimension: int, count: int) -> faiss.Index:
    """An index of all the chunks, which are `count` vectors together.

    Above FEW a number takes 8 bits. Above EXACT it is an inverted file as well (Sivic & Zisserman
    2003, "Video Google"): k-means clusters, of which a search opens the nearest. Chunks are then
    read twice, for a sample to train on and to be added.
    """
    index = _empty(chunks, dimension, count)
    for ids, vectors in chunks():
        add(index, ids, vectors)
    return index


def add(index: faiss.Index, ids: Ids, vectors: Vectors) -> None:
    """Add vectors under their ids."""
    index.add_with_ids(_in_steps(vectors, _steps(index)), ids)


def probed(count: int) -> float:
    """The share of the clusters of so many vectors that a search opens: as many as hold EXACT of
    them."""
    return min(1.0, EXACT / count)


def flat(dimension: int) -> faiss.Index:
    """An empty index that compares every vector."""
    return faiss.IndexIDMap(faiss.IndexFlatIP(dimension))


def nearest(index: faiss.Index, vector: np.ndarray, k: int, only: Ids | None = None) -> Found:
    """The k of greatest inner product, of the ids `only` if they are given; fewer where there are
    no more."""
    if not index.ntotal:
        return []
    chosen = None if only is None else _only(index, faiss.IDSelectorBatch(only))
    steps = _steps(index)
    scores, ids = index.search(
        _in_steps(vector[None, :], steps), min(k, index.ntotal), params=chosen
    )
    products = (scores[0] / steps**2).tolist()
    return [(s, i) for s, i in zip(products, ids[0].tolist(), strict=True) if i >= 0]


def ids_of(index: faiss.Index) -> Ids:
    """The ids of all that is in it, always in the same order."""
    if isinstance(index, faiss.IndexIDMap):
        return faiss.vector_to_array(index.id_map)
    lists = index.invlists
    sizes = ((number, lists.list_size(number)) for number in range(index.nlist))
    return np.concatenate([faiss.rev_swig_ptr(lists.get_ids(n), size) for n, size in sizes if size])


def _kind(index: faiss.Index) -> faiss.Index:
    """What compares the vectors: what a map of ids stands before, or the index itself."""
    is_map = isinstance(index, faiss.IndexIDMap)
    return faiss.downcast_index(index.index) if is_map else index


def _only(index: faiss.Index, selector: faiss.IDSelector) -> faiss.SearchParameters:
    """What makes a search look at some ids only: FAISS has a class of it for each kind."""
    kind = _kind(index)
    if isinstance(kind, faiss.IndexIVF):
        return faiss.SearchParametersIVF(sel=selector, nprobe=kind.nprobe)
    return faiss.SearchParameters(sel=selector)


def _empty(chunks: Chunks, dimension: int, count: int) -> faiss.Index:
    if count > EXACT:
        return _clustered(chunks, dimension, count)
    return _rounded(chunks, dimension, count) if count > FEW else flat(dimension)


def _rounded(chunks: Chunks, dimension: int, count: int) -> faiss.Index:
    """An empty index of one byte a number, for a quarter of the memory to read. FAISS multiplies
    the bytes themselves: a third of the time that it takes to turn them into numbers again."""
    index = faiss.IndexScalarQuantizer(dimension, BYTES, faiss.METRIC_INNER_PRODUCT)
    index.sq.rangestat_arg = _greatest(_sample(chunks, max(1, count // RANGE)))
    return faiss.IndexIDMap(index)


def _clustered(chunks: Chunks, dimension: int, count: int) -> faiss.Index:
    """An empty index, trained on a sample."""
    lists = int(LISTS * math.sqrt(count))
    step = max(1, count // (lists * SAMPLE))
    centres = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        centres, dimension, lists, BYTES, faiss.METRIC_INNER_PRODUCT
    )
    index.by_residual = False
    index.nprobe = max(1, round(probed(count) * lists))
    index.cp.niter, index.cp.max_points_per_centroid = ROUNDS, SAMPLE
    sample = _sample(chunks, step)
    index.sq.rangestat_arg = _greatest(sample)
    index.train(_in_steps(sample, GREATEST / index.sq.rangestat_arg))
    return index  # its lists hold ids


def _greatest(vectors: Vectors) -> float:
    """The greatest number, which the greatest byte stands for. FAISS keeps it in the file with the
    index, where it has room for what the range of other kinds of bytes follows from."""
    return float(np.abs(vectors).max())


def _steps(index: faiss.Index) -> float:
    """How many steps of its bytes make one; 1 where numbers are kept as they are, or in bytes of
    another kind, as earlier versions wrote them."""
    kind = _kind(index)
    is_stepped = not isinstance(kind, faiss.IndexFlat) and kind.sq.qtype == BYTES
    return GREATEST / kind.sq.rangestat_arg if is_stepped else 1.0


def _in_steps(vectors: Vectors, steps: float) -> Vectors:
    """The nearest steps: FAISS cuts off what is behind the point, also of a question."""
    return vectors if steps == 1.0 else np.rint(np.clip(vectors * steps, -GREATEST, GREATEST))


def _sample(chunks: Chunks, step: int) -> Vectors:
    """Every so many vectors; copied: a slice would keep its whole chunk, and so all, in memory."""
    return np.concatenate([vectors[::step].copy() for _, vectors in chunks()])
