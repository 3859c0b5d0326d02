"""What a fresh process does: python -m tests.benchmarks.workers NAME ARGUMENT...

A work loads what it needs, then turns each order into a result. Seconds are taken in here, so
that talking to the process does not count.
"""

import atexit
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from index import Document, Library, Query
from tests.benchmarks.engines import OURS, config_of
from tests.benchmarks.serve import Work, seconds, serve


class Stopwatch:
    """An Encoder that adds up the seconds it encodes."""

    def __init__(self, encoder: Any) -> None:
        self._encoder = encoder
        self.spent = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._encoder, name)

    def encode(self, texts: Sequence[str]) -> Any:
        """What the encoder makes of the texts."""
        return self._timed(self._encoder.encode, texts)

    def encode_question(self, text: str) -> Any:
        """What the encoder makes of a question."""
        return self._timed(self._encoder.encode_question, text)

    def _timed(self, encode: Callable[[Any], Any], what: Any) -> Any:
        began = time.perf_counter()
        vectors = encode(what)
        self.spent += time.perf_counter() - began
        return vectors


def library(data: str, engine: str = OURS) -> Work:
    """[method, argument] -> seconds of that method of the Library in the folder `data`."""
    opened = Library.open(config_of(Path(data), engine))
    atexit.register(opened.close)
    opened.warm()
    methods = {
        "ask": lambda question: opened.ask(Query(question)),
        "add": lambda document: opened.add(Document(**document)),
        "remove": opened.remove,
        "reindex": opened.reindex,
    }
    return lambda order: seconds(lambda: methods[order[0]](order[1]))


def parts(data: str) -> Work:
    """A question -> [seconds of Library.ask in the encoder, its seconds around the encoder]."""
    from index.encoder import open_encoder
    from index.store.sqlite import SqliteStore

    config = config_of(Path(data))
    encoder = Stopwatch(open_encoder(config))
    opened = Library(SqliteStore(config.data_dir), encoder, config)
    atexit.register(opened.close)
    opened.warm()

    def work(question: str) -> list[float]:
        encoder.spent = 0.0
        whole = seconds(lambda: opened.ask(Query(question)))
        return [encoder.spent, whole - encoder.spent]

    return work


def sentence_transformers(batch_size: str) -> Work:
    """Texts -> seconds of SentenceTransformer.encode in batches of that size, on one thread."""
    import torch
    from sentence_transformers import SentenceTransformer

    from index.encoder import find_bundled

    torch.set_num_threads(1)
    model = SentenceTransformer(str(find_bundled()), device="cpu")
    model.encode(["warm"])
    return lambda texts: seconds(lambda: model.encode(texts, batch_size=int(batch_size)))


WORKS: dict[str, Callable[..., Work]] = {
    "library": library,
    "parts": parts,
    "sentence-transformers": sentence_transformers,
}


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    serve(lambda: WORKS[name](*arguments))
