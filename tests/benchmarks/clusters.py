"""The task "clusters": how many of the nearest real sentences the clusters of a large index find.

The vectors are those of public articles; nothing of these is kept but the vectors. The questions
are the data's own. An index of so many vectors would be exact: here it is made in clusters as one
beyond 100,000 is, whose number follows from the number of vectors.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import faiss
import numpy as np

from index.store.faiss_kinds import PROBED, _clustered, flat
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, Goal
from tests.benchmarks.libraries import sentences_of
from tests.benchmarks.texts import SEED
from tests.evaluation import data
from tests.evaluation.progress import CONSOLE

ARTICLES = (
    "articles.jsonl",
    "quotes.jsonl",
    "quail_news/articles.jsonl",
    "xquad/articles.en.jsonl",
)
QUESTIONS = 1_000
SIZES = (5_000, 10_000, 20_000)  # sentences
SHARES = (1 / 96, 1 / 48, 1 / 24, 1 / 12, 1 / 6, 1.0)  # of the clusters that are looked into
K = 10
LEAST = 0.95  # recall


def clusters(bench: Bench) -> list[Figure]:
    """recall@10 beside exact search. Nothing, and the reason, where the public data is absent."""
    if bench.public is None or not (bench.public / ARTICLES[0]).exists():
        CONSOLE.print("The recall of clusters needs real sentences: name them by --public FOLDER")
        return []
    texts = sentences(bench.public)
    vectors = bench.libraries.vectors_of(texts)
    asked = data.questions(bench.public / "questions.jsonl")
    chosen = random.Random(SEED).sample(sorted({q.text for q in asked}), QUESTIONS)
    questions = bench.libraries.vectors_of(chosen)
    sizes = [size for size in SIZES if size < len(texts)] + [len(texts)]
    return [figure for size in sizes for figure in _figures(vectors[:size], questions)]


def sentences(folder: Path) -> list[str]:
    """The English ones of the public articles, each once, in any order that is always the same."""
    documents = [d for name in ARTICLES for d in data.documents(folder / name)]
    found = dict.fromkeys(s for d in documents if d.language == "en" for s in sentences_of(d))
    return random.Random(SEED).sample(list(found), len(found))


def recalls(
    vectors: np.ndarray, questions: np.ndarray, shares: Sequence[float], k: int = K
) -> dict[float, float]:
    """Share of the clusters that are looked into -> that of the k nearest which are found."""
    ids = np.arange(len(vectors))

    def chunks() -> Iterator[tuple[np.ndarray, np.ndarray]]:
        yield ids, vectors

    exact = flat(vectors.shape[1])
    index = _clustered(chunks, vectors.shape[1], len(vectors))
    for each in (exact, index):
        each.add_with_ids(vectors, ids)
    _, nearest = exact.search(questions, k)
    found = {}
    for share in shares:
        inner = faiss.downcast_index(index.index)
        inner.nprobe = max(1, round(share * inner.nlist))
        _, near = index.search(questions, k)
        pairs = zip(nearest, near, strict=True)
        found[share] = float(np.mean([np.isin(those, these).mean() for those, these in pairs]))
    return found


def _figures(vectors: np.ndarray, questions: np.ndarray) -> Iterator[Figure]:
    for share, recall in recalls(vectors, questions, SHARES).items():
        is_ours = share == PROBED
        what = f"recall@{K} among {len(vectors):,} real sentences, 1/{1 / share:.0f} of clusters"
        goals = (Goal(LEAST, is_floor=True),) if is_ours else ()
        yield Figure("clusters", f"{what}{' (ours)' * is_ours}", "", (recall,), goals=goals)
