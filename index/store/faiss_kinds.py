"""Which kind of FAISS index so many vectors get: exact, or in clusters and one byte a number."""

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

EXACT = 100_000  # vectors that are compared for a question: all, or those of the nearest clusters
LISTS = 2.0  # clusters, times the square root of the number of vectors
SAMPLE = 64  # vectors of each cluster to train on
ROUNDS = 8  # of k-means


def build(chunks: Chunks, dimension: int, count: int) -> faiss.IndexIDMap:
    """An index of all the chunks, which are `count` vectors together.

    Above EXACT it is an inverted file (Sivic & Zisserman 2003, "Video Google"): k-means clusters,
    of which a search opens the nearest. In it a number takes 8 bits. Chunks are then read twice,
    for a sample to train on and to be added.
    """
    index = flat(dimension) if count <= EXACT else _clustered(chunks, dimension, count)
    for ids, vectors in chunks():
        index.add_with_ids(vectors, ids)
    return index


def probed(count: int) -> float:
    """The share of the clusters of so many vectors that a search opens: as many as hold EXACT of
    them. In one byte a number, that takes half as long as to compare EXACT vectors exactly."""
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


def _clustered(chunks: Chunks, dimension: int, count: int) -> faiss.IndexIDMap:
    """An empty index, trained on a sample."""
    lists = int(LISTS * math.sqrt(count))
    step = max(1, count // (lists * SAMPLE))
    # copied: a slice would keep its whole chunk, and so all vectors, in memory
    sample = np.concatenate([vectors[::step].copy() for _, vectors in chunks()])
    centres = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        centres, dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    index.nprobe = max(1, round(probed(count) * lists))
    index.cp.niter, index.cp.max_points_per_centroid = ROUNDS, SAMPLE
    index.train(sample)
    return faiss.IndexIDMap(index)
