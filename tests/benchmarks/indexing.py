"""The tasks "index" and "reindex": how fast articles go in, and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Baseline, Figure, Goal
from tests.benchmarks.libraries import sentences_of
from tests.benchmarks.process import Process, worker
from tests.benchmarks.texts import Story

CHUNK = 20  # articles that go in before it is the other's turn
LIBRARY = 200  # articles
BATCHES = (8, 16, 32, 64, 128)


def index(bench: Bench) -> list[Figure]:
    """Sentences a second from text to a library on disk, beside those only encoded."""
    stories = bench.writer.stories()
    size = best_batch(list(islice(stories, CHUNK)))
    ours, theirs = [], []
    with empty_library() as library, worker("sentence-transformers", size) as encode:
        for _ in range(bench.rounds):
            chunk = list(islice(stories, CHUNK))
            texts = [text for story in chunk for text in sentences_of(story.document)]
            ours.append(len(texts) / sum(_add(library, story) for story in chunk))
            theirs.append(len(texts) / encode(texts))
    name = f"SentenceTransformer.encode, batches of {size}"
    return [
        Figure(
            "index", "index articles", "sentences/s", tuple(ours), Baseline(name, tuple(theirs)),
            (Goal(1.3, is_ratio=True, is_floor=True),),
        )
    ]  # fmt: skip


def reindex(bench: Bench) -> list[Figure]:
    """An unchanged library once more, beside its first indexing."""
    stories = list(islice(bench.writer.stories(), LIBRARY))
    first, again = [], []
    for _ in range(bench.rounds):
        with empty_library() as library:
            first.append(sum(_add(library, story) for story in stories))
            again.append(library(["reindex", None]))
    return [
        Figure(
            "index", f"re-index {LIBRARY} unchanged articles", "s", tuple(again),
            Baseline("its first indexing", tuple(first)), (Goal(0.03, is_ratio=True),),
        )
    ]  # fmt: skip


def best_batch(stories: list[Story]) -> int:
    """The batch size with which sentence-transformers is fastest on these stories."""
    texts = [text for story in stories for text in sentences_of(story.document)]
    taken = {}
    for size in BATCHES:
        with worker("sentence-transformers", size) as encode:
            taken[size] = encode(texts)
    return min(taken, key=lambda size: taken[size])


@contextmanager
def empty_library() -> Iterator[Process]:
    """A process with a library that is gone after the block."""
    with TemporaryDirectory() as folder, worker("library", Path(folder) / "data") as library:
        yield library


def _add(library: Process, story: Story) -> float:
    return library(["add", asdict(story.document)])
