"""The kinds of FAISS index: rounded or not, in clusters or not, and what they find."""

import tracemalloc

import faiss
import numpy as np
import pytest

from index.store import faiss_kinds


def clustered(count: int) -> np.ndarray:
    """Unit vectors around 40 centres, as sentences lie around topics."""
    rng = np.random.default_rng(7)
    vectors = rng.standard_normal((40, 64))[rng.integers(0, 40, count)]
    vectors = vectors + rng.standard_normal((count, 64))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def chunks(vectors: np.ndarray):
    for start in range(0, len(vectors), 1000):
        part = vectors[start : start + 1000]
        yield np.arange(start, start + len(part)) + 500, part


def ids(found: faiss_kinds.Found) -> list[int]:
    return [number for _, number in found]


@pytest.mark.parametrize(
    ("few", "exact", "kind", "least"),
    [
        (5000, 5000, "IndexFlatIP", 1.0),
        (4999, 5000, "IndexScalarQuantizer", 0.97),
        (2000, 4999, "IndexIVFScalarQuantizer", 0.9),
        (2000, 1000, "IndexIVFScalarQuantizer", 0.9),
    ],
)
def test_many_vectors_are_rounded_or_clustered_and_still_found(
    monkeypatch, few, exact, kind, least
):
    monkeypatch.setattr(faiss_kinds, "FEW", few)
    monkeypatch.setattr(faiss_kinds, "EXACT", exact)
    vectors = clustered(5100)
    vectors, questions = vectors[:5000], vectors[5000:]

    index = faiss_kinds.build(lambda: chunks(vectors), 64, len(vectors))

    shares = []
    for question in questions:
        best = np.argsort(-(vectors @ question))[:10] + 500
        shares.append(len({*best} & {*ids(faiss_kinds.nearest(index, question, 10))}) / 10)
    assert type(faiss_kinds._kind(index)).__name__ == kind
    assert np.mean(shares) >= least


@pytest.mark.parametrize(("few", "exact"), [(99, 1000), (0, 99)])
def test_what_is_rounded_and_what_is_not_are_found_at_the_same_distance(monkeypatch, few, exact):
    monkeypatch.setattr(faiss_kinds, "FEW", few)
    monkeypatch.setattr(faiss_kinds, "EXACT", exact)
    vectors = clustered(100)
    index = faiss_kinds.build(lambda: chunks(vectors), 64, len(vectors))

    found = faiss_kinds.nearest(index, vectors[7], 3)

    assert found[0][1] == 507
    products = np.sort(vectors @ vectors[7])[::-1][:3]
    np.testing.assert_allclose([product for product, _ in found], products, atol=0.01)


def test_a_number_greater_than_any_in_the_sample_is_cut(monkeypatch):
    monkeypatch.setattr(faiss_kinds, "FEW", 0)
    vectors = clustered(100)
    pointed = np.eye(64, dtype=np.float32)[:1]  # its one number is greater than any of the others
    index = faiss_kinds.build(lambda: chunks(vectors), 64, len(vectors))

    faiss_kinds.add(index, np.array([7]), pointed)

    (nearest,) = faiss_kinds.nearest(index, pointed[0], 1)
    assert nearest[1] == 7


@pytest.mark.parametrize("kind", ["SQ8", "IVF1,SQ8"])
def test_an_index_as_an_earlier_version_wrote_it_is_still_searched(kind):
    vectors = clustered(100)
    earlier = faiss.index_factory(64, kind, faiss.METRIC_INNER_PRODUCT)
    earlier.train(vectors)
    index = faiss.IndexIDMap(earlier)

    faiss_kinds.add(index, np.arange(100), vectors)
    found = faiss_kinds.nearest(index, vectors[7], 3)

    assert ids(found) == list(np.argsort(-(vectors @ vectors[7]))[:3])
    assert found[0][0] == pytest.approx(1.0, abs=0.01)


def test_of_more_vectors_a_smaller_share_is_compared(monkeypatch):
    assert [faiss_kinds.probed(n) for n in (200_000, 400_000, 1_000_000)] == [1.0, 0.5, 0.2]
    monkeypatch.setattr(faiss_kinds, "EXACT", 100)
    vectors = clustered(500)

    index = faiss_kinds.build(lambda: chunks(vectors), 64, len(vectors))

    assert index.nprobe / index.nlist == pytest.approx(100 / 500, abs=0.02)


def test_to_learn_the_clusters_takes_the_memory_of_a_sample_and_not_of_all_vectors(monkeypatch):
    monkeypatch.setattr(faiss_kinds, "SAMPLE", 1)
    monkeypatch.setattr(faiss_kinds, "ROUNDS", 1)
    rng = np.random.default_rng(7)

    def many():
        for start in range(0, 200_000, 10_000):
            yield np.arange(start, start + 10_000), rng.standard_normal((10_000, 16), np.float32)

    tracemalloc.start()
    faiss_kinds.build(many, 16, 200_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 200_000 * 16 * 4 / 3  # bytes


def test_in_clusters_too_only_the_wanted_ids_are_found(monkeypatch):
    monkeypatch.setattr(faiss_kinds, "EXACT", 100)
    vectors = clustered(500)
    index = faiss_kinds.build(lambda: chunks(vectors), 64, len(vectors))
    monkeypatch.setattr(index, "nprobe", 44)

    found = faiss_kinds.nearest(index, vectors[7], 9, np.array([507, 900, 901]))

    assert ids(found)[0] == 507
    assert set(ids(found)) == {507, 900, 901}
