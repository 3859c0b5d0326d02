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

FEW = 2_000  # vectors that are kept as they are
EXACT = 100_000  # vectors that are compared for a question: all, or those of the nearest clusters
RANGE = 10_000  # vectors, at least, that tell between what bounds each number lies
BEYOND = 0.1  # of a range, by which it is widened at both ends for the other vectors
LISTS = 2.0  # clusters, times the square root of the number of vectors
SAMPLE = 64  # vectors of each cluster to train on
ROUNDS = 8  # of k-means


def build(chunks: Chunks, dimension: int, count: int) -> faiss.IndexIDMap:
    """An index of all the chunks, which are `count` vectors together.

    Above FEW a number takes 8 bits. Above EXACT it is an inverted file as well (Sivic & Zisserman
    2003, "Video Google"): k-means clusters, of which a search opens the nearest. Chunks are then
    read twice, for a sample to train on and to be added.
    """
    index = _empty(chunks, dimension, count)
    for ids, vectors in chunks():
        index.add_with_ids(vectors, ids)
    return index


def probed(count: int) -> float:
    """The share of the clusters of so many vectors that a search opens: as many as hold EXACT of
    them."""
    return min(1.0, EXACT / count)


def flat(dimension: int) -> faiss.IndexIDMap:
    """An empty index that compares every vector."""
    return faiss.IndexIDMap(faiss.IndexFlatIP(dimension))


def nearest(index: faiss.IndexIDMap, vector: np.ndarray, k: int, only: Ids | None = None) -> Found:
    """The k of greatest inner product, of the ids `only` if they are given; fewer where there are
    no more."""
    if not index.ntotal:
        return []
    chosen = None if only is None else _only(index, faiss.IDSelectorBatch(only))
    scores, ids = index.search(vector[None, :], min(k, index.ntotal), params=chosen)
    return [(float(s), int(i)) for s, i in zip(scores[0], ids[0], strict=True) if i >= 0]


def _only(index: faiss.IndexIDMap, selector: faiss.IDSelector) -> faiss.SearchParameters:
    """What makes a search look at some ids only: FAISS has a class of it for each kind."""
    kind = faiss.downcast_index(index.index)
    if isinstance(kind, faiss.IndexIVF):
        return faiss.SearchParametersIVF(sel=selector, nprobe=kind.nprobe)
    return faiss.SearchParameters(sel=selector)


def _empty(chunks: Chunks, dimension: int, count: int) -> faiss.IndexIDMap:
    if count > EXACT:
        return _clustered(chunks, dimension, count)
    return _rounded(chunks, dimension, count) if count > FEW else flat(dimension)


def _rounded(chunks: Chunks, dimension: int, count: int) -> faiss.IndexIDMap:
    """An empty index of one byte a number: a quarter of the memory to read, which is what takes
    the time."""
    index = faiss.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.sq.rangestat_arg = BEYOND
    index.train(_sample(chunks, max(1, count // RANGE)))
    return faiss.IndexIDMap(index)


def _clustered(chunks: Chunks, dimension: int, count: int) -> faiss.IndexIDMap:
    """An empty index, trained on a sample."""
    lists = int(LISTS * math.sqrt(count))
    step = max(1, count // (lists * SAMPLE))
    centres = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        centres, dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.nprobe = max(1, round(probed(count) * lists))
    index.cp.niter, index.cp.max_points_per_centroid = ROUNDS, SAMPLE
    index.train(_sample(chunks, step))
    return faiss.IndexIDMap(index)


def _sample(chunks: Chunks, step: int) -> Vectors:
    """Every so many vectors; copied: a slice would keep its whole chunk, and so all, in memory."""
    return np.concatenate([vectors[::step].copy() for _, vectors in chunks()])
