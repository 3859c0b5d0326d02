"""The task "clusters": how many of the nearest real sentences the clusters of a large index find.

The vectors are those of public articles; nothing of these is kept but the vectors. The questions
are the data's own. An index of so few vectors is exact elsewhere: here it is made in clusters, and
as great a share of them is opened as of those of 400,000 vectors, of a million, and so on.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index.store.faiss_kinds import _clustered, add, nearest, probed
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
LIKE = (400_000, 1_000_000, 2_000_000, 4_000_000)  # vectors, of whose clusters a share is opened
K = 10
LEAST = 0.95  # recall, where as great a share is opened as among a million


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
    return [
        figure
        for size in sizes
        for figure in _figures(vectors[:size], questions, size == len(texts))
    ]


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

    index = _clustered(chunks, vectors.shape[1], len(vectors))
    add(index, ids, vectors)
    best = np.argsort(-(questions @ vectors.T))[:, :k]
    found = {}
    for share in shares:
        index.nprobe = max(1, round(share * index.nlist))
        near = [[number for _, number in nearest(index, each, k)] for each in questions]
        pairs = zip(best, near, strict=True)
        found[share] = float(np.mean([np.isin(those, these).mean() for those, these in pairs]))
    return found


def _figures(vectors: np.ndarray, questions: np.ndarray, is_all: bool) -> Iterator[Figure]:
    """Only among all that there are is it held against a goal: among few it is worse."""
    shares = {like: probed(like) for like in (1, *LIKE)}
    found = recalls(vectors, questions, list(shares.values()))
    for like, share in shares.items():
        opened = f"1/{1 / share:.0f} of clusters open, as of {like:,}" if like > 1 else "all open"
        what = f"recall@{K} among {len(vectors):,} real sentences, {opened}"
        goals = (Goal(LEAST, is_floor=True),) if is_all and like == 1_000_000 else ()
        yield Figure("clusters", what, "", (found[share],), goals=goals)
