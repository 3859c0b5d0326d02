"""The bundled all-MiniLM-L6-v2 as an Encoder, on ONNX Runtime: the default. Needs no torch."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from index.embeddings import WordEmbeddings
from index.encoder import (
    BUNDLED_FINGERPRINT,
    BUNDLED_SHA256,
    EIGHT_BIT,
    bundled_model,
    find_bundled,
    verify,
)
from index.errors import EncoderError
from index.onnx_session import open_session, open_tokenizer, padded

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

GRAPHS = Path(__file__).parent / "models"
MAX_TOKENS = 256  # as sentence_bert_config.json of the model says
ALIKE = 1.2  # times as many tokens as the shortest text of a batch may have
EIGHT_BIT_SHA256 = "6c7c939c35df338fe82b73d39b908a94b5e5f193e94e65a74b8e65c039f1434e"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What a model is read from; `sha256` is that of the weights."""

    graph: Path
    weights: Path
    tokenizer: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The model in memory."""

    session: "InferenceSession"
    tokenizer: "Tokenizer"
    words: WordEmbeddings

    def run(self, encodings: Sequence["Encoding"]) -> np.ndarray:
        """Unit vectors, float32 (len(encodings), 384), of one batch."""
        inputs = padded(encodings)
        return self.session.run(None, {"words": self.words.of(inputs.pop("ids")), **inputs})[0]


def minilm(batch_size: int) -> "OnnxEncoder":
    """all-MiniLM-L6-v2 as it was published."""
    return OnnxEncoder(BUNDLED_FINGERPRINT, minilm_files, batch_size)


def minilm_8bit(data_dir: Path, batch_size: int) -> "OnnxEncoder":
    """The same, its weights rounded to 8 bits: less memory, slightly other vectors."""
    fingerprint = f"{EIGHT_BIT} 384 {EIGHT_BIT_SHA256[:16]}"
    return OnnxEncoder(fingerprint, lambda: minilm_8bit_files(data_dir), batch_size)


def minilm_files() -> ModelFiles:
    """The model in its package. Raises EncoderError."""
    folder = find_bundled()
    weights, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    return ModelFiles(GRAPHS / "minilm.onnx", weights, tokenizer, BUNDLED_SHA256)


def minilm_8bit_files(data_dir: Path) -> ModelFiles:
    """The 8-bit weights in the data folder, made there if need be. Raises EncoderError."""
    from index.models.eight_bit import FILE, write_eight_bit

    weights = data_dir / FILE
    try:
        verify(weights, EIGHT_BIT_SHA256)
    except EncoderError:  # not made yet, or damaged
        original = bundled_model() / "model.safetensors"
        try:
            write_eight_bit(original, weights)
        except OSError as error:
            raise EncoderError(f"The 8-bit weights cannot be written: {error}") from error
    tokenizer = find_bundled() / "tokenizer.json"
    return ModelFiles(GRAPHS / "minilm-8bit.onnx", weights, tokenizer, EIGHT_BIT_SHA256)


class OnnxEncoder:
    """MiniLM sentence vectors (Wang et al. 2020; Reimers & Gurevych 2019), loaded at first use.

    `find` may raise EncoderError. A vector does not depend on what is encoded beside it. Any
    number of threads may encode at once, each on one core.
    """

    dimension = 384
    english_only = True

    def __init__(
        self, fingerprint: str, find: Callable[[], ModelFiles], batch_size: int = 8
    ) -> None:
        self.fingerprint = fingerprint
        self._find = find
        self._batch_size = batch_size
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (len(texts), 384). Loads the model; raises EncoderError."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        encodings = self._model.tokenizer.encode_batch_fast(texts)
        for rows in batches([len(encoding.ids) for encoding in encodings], self._batch_size):
            vectors[rows] = self._model.run([encodings[row] for row in rows])
        return vectors

    def encode_question(self, text: str) -> np.ndarray:
        """Unit vector, float32 (384,): the model makes no difference. Raises EncoderError."""
        return self.encode([text])[0]

    @property
    def _model(self) -> Loaded:
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> Loaded:
        files = self._find()
        with ThreadPoolExecutor(1) as pool:  # checking 90 MB takes as long as loading them
            opening = pool.submit(open_session, files.graph, files.weights.parent)
            verify(files.weights, files.sha256)
            tokenizer = open_tokenizer(files.tokenizer, MAX_TOKENS)
            return Loaded(opening.result(), tokenizer, WordEmbeddings(files.weights))


def batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Rows of similar length, at most `size` of them, so that little of a batch is padding."""
    batch: list[int] = []
    for row in sorted(range(len(lengths)), key=lambda row: lengths[row]):
        if batch and (len(batch) == size or lengths[row] > ALIKE * lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
