"""The bundled all-MiniLM-L6-v2 as an Encoder, on ONNX Runtime: the default. Needs no torch."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from index.onnx_session import open_session, open_tokenizer, padded

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

GRAPH = Path(__file__).parent / "models" / "minilm.onnx"
MAX_TOKENS = 256  # as sentence_bert_config.json of the model says


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model in memory."""

    session: "InferenceSession"
    tokenizer: "Tokenizer"


class OnnxEncoder:
    """MiniLM sentence vectors (Wang et al. 2020; Reimers & Gurevych 2019), loaded at first use.

    `find` returns the model's folder and `check` says whether its weights are the known ones;
    both may raise EncoderError. A vector does not depend on what is encoded beside it. Any number
    of threads may encode at once, each on one core.
    """

    dimension = 384
    english_only = True

    def __init__(
        self,
        fingerprint: str,
        find: Callable[[], Path],
        check: Callable[[Path], None],
        batch_size: int = 16,
    ) -> None:
        self.fingerprint = fingerprint
        self._find = find
        self._check = check
        self._batch_size = batch_size
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (len(texts), 384). Loads the model; raises EncoderError."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for rows in self._batches(texts):
            encodings = self._model.tokenizer.encode_batch_fast([texts[row] for row in rows])
            vectors[rows] = self._model.session.run(None, padded(encodings))[0]
        return vectors

    def _batches(self, texts: Sequence[str]) -> Iterator[list[int]]:
        """Rows of similar length, so that little of a batch is padding."""
        rows = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(rows), self._batch_size):
            yield rows[start : start + self._batch_size]

    @property
    def _model(self) -> Loaded:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> Loaded:
        folder = self._find()
        with ThreadPoolExecutor(1) as pool:  # checking 90 MB takes as long as loading them
            opening = pool.submit(open_session, GRAPH, folder)
            self._check(folder)
            return Loaded(opening.result(), open_tokenizer(folder / "tokenizer.json", MAX_TOKENS))
