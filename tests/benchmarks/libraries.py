"""Stories -> libraries of a given number of sentences, kept on disk for the next run.

The first 10,000 sentences have the vectors that the model gives them. Further ones have made-up
vectors (imitation.py): to encode a million would take hours.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.progress import Progress

from bot.samples import DONE
from index import Document, IndexConfig, IndexMismatch, Library, Query
from index.encoder import open_encoder
from index.split import citable, split_sentences
from index.store.sqlite import SqliteStore
from tests.benchmarks.engines import OURS, config_of
from tests.benchmarks.imitation import Imitation
from tests.benchmarks.texts import Writer
from tests.evaluation.cache import RememberingEncoder
from tests.evaluation.progress import CONSOLE

REAL = 10_000  # sentences
BATCH = 500  # sentences encoded between two steps of the progress bar


def spans_of(document: Document) -> list[tuple[int, int]]:
    """Where the sentences stand that the library embeds of a document."""
    sentences = split_sentences(document.text, document.language)
    return [(s.start, s.end) for s in citable(document.text, sentences)]


def sentences_of(document: Document) -> list[str]:
    """These sentences."""
    return [document.text[start:end] for start, end in spans_of(document)]


class Libraries:
    """Makes libraries of the writer's stories in the folder `kept`, or finds them there."""

    def __init__(self, writer: Writer, kept: Path, real: int = REAL) -> None:
        """`real` is the number of sentences with real vectors."""
        self._writer = writer
        self._kept = kept
        self._real = real

    def of(self, size: int, engine: str = OURS) -> Path:
        """The data folder of a library of at least `size` sentences, ready to be opened."""
        config = config_of(self._kept / f"{size} {engine}", engine)
        try:
            self._fill(config, size)
        except IndexMismatch:  # made by an earlier version of the code
            shutil.rmtree(config.data_dir)
            self._fill(config, size)
        (config.data_dir / DONE).touch()  # or else the bot adds its samples
        _read_once(config.data_dir)
        return config.data_dir

    @contextmanager
    def copy_of(self, size: int, engine: str = OURS) -> Iterator[Path]:
        """A library that may be changed; it is gone after the block."""
        with TemporaryDirectory() as folder:
            yield Path(shutil.copytree(self.of(size, engine), Path(folder) / "data"))

    def _fill(self, config: IndexConfig, size: int) -> None:
        """Add what is missing, and ask once, so that whatever is derived is there. Raises
        IndexMismatch."""
        model = open_encoder(config)
        model.encode(["warm"])  # some models write a file when they are loaded first
        encoder = Imitation(model, self._known)
        with Library(SqliteStore(config.data_dir), encoder, config) as library:
            stored = library.documents()
            done = sum(summary.sentences for summary in stored)
            with Progress(console=CONSOLE) as progress:
                bar = progress.add_task(f"A library of {size:,} sentences", total=size)
                for story in islice(self._writer.stories(), len(stored), None):
                    progress.update(bar, completed=done)
                    if done >= size:
                        break
                    done += library.add(story.document).document.sentences
            if len(stored) < len(library.documents()):
                # is made anew, with all vectors: it may lag a tenth behind, elsewhere in each size
                shutil.rmtree(config.data_dir / "faiss", ignore_errors=True)
        with Library(SqliteStore(config.data_dir), encoder, config) as library:
            library.ask(Query("Who is there?"))

    @cached_property
    def _known(self) -> dict[str, np.ndarray]:
        """The first distinct sentences of the stories and their vectors."""
        texts: dict[str, None] = {}
        for story in self._writer.stories():
            texts |= dict.fromkeys(sentences_of(story.document))
            if len(texts) >= self._real:
                break
        return dict(zip(texts, self.vectors_of(list(texts)), strict=True))

    def vectors_of(self, texts: list[str]) -> np.ndarray:
        """What the model makes of texts, float32 (len(texts), dimension); kept for the next run."""
        self._kept.mkdir(parents=True, exist_ok=True)
        model = open_encoder(config_of(self._kept))
        encoder = RememberingEncoder(model, self._kept / "vectors.sqlite3")
        starts = range(0, len(texts), BATCH)
        with Progress(console=CONSOLE) as progress:
            vectors = [
                encoder.encode(texts[start : start + BATCH])
                for start in progress.track(starts, description="Encoding")
            ]
        encoder.close()
        return np.concatenate(vectors)


def _read_once(folder: Path) -> None:
    """Bring every file into the system's cache: one that was kept long may have left it, and the
    disk is not what is measured."""
    for file in filter(Path.is_file, folder.rglob("*")):
        with file.open("rb") as source, Path(os.devnull).open("wb") as nowhere:
            shutil.copyfileobj(source, nowhere)
