"""Any sentence-transformers model as an Encoder. Loads torch, so it is imported late."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from index.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SbertEncoder:
    """A sentence-transformers model (Reimers & Gurevych 2019, Sentence-BERT), loaded at first use.

    A model's own prompts, such as "query: " and "passage: ", are put before questions and before
    sentences (https://sbert.net/examples/sentence_transformer/applications/computing-embeddings).

    `locate` returns a folder, or a name that the library can find; it may raise EncoderError.
    One encode runs at a time, on one core.
    """

    def __init__(
        self,
        name: str,
        locate: Callable[[], str],
        batch_size: int = 32,
        english_only: bool = False,
    ) -> None:
        self.english_only = english_only
        self._name = name
        self._locate = locate
        self._batch_size = batch_size
        self._lock = Lock()

    @cached_property
    def fingerprint(self) -> str:
        """Name, dimension, and SHA-256 of every weight and of the prompts if there are any.

        Loads the model; raises EncoderError.
        """
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().float().numpy().tobytes())
        if prompts := sorted((name, text) for name, text in self._model.prompts.items() if text):
            digest.update(repr(prompts).encode())
        modules = ",".join(type(module).__name__ for module in self._model)
        return f"{self._name} {self.dimension} {modules} {digest.hexdigest()[:16]}"

    @property
    def dimension(self) -> int:
        """Length of a vector. Loads the model; raises EncoderError."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (len(texts), dimension). Loads the model; raises EncoderError."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        return self._vectors(self._model.encode_document, texts)

    def encode_question(self, text: str) -> np.ndarray:
        """Unit vector, float32 (dimension,). Loads the model; raises EncoderError."""
        return self._vectors(self._model.encode_query, [text])[0]

    def _vectors(self, encode: Callable[..., np.ndarray], texts: Sequence[str]) -> np.ndarray:
        with self._lock:
            return encode(
                list(texts),
                batch_size=self._batch_size,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            ).astype(np.float32)

    @property
    def _model(self) -> "SentenceTransformer":
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> "SentenceTransformer":
        location = self._locate()
        try:
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging
        except ImportError as error:
            raise EncoderError(
                f"The model '{self._name}' needs sentence-transformers, which is not installed; "
                "run: pip install -r requirements.txt"
            ) from error

        logging.disable_progress_bar()
        torch.set_num_threads(1)  # two that wait for each other on a busy host are slower than one
        try:
            return SentenceTransformer(location, device="cpu")
        except (OSError, ValueError, ImportError, RuntimeError) as error:
            raise EncoderError(
                f"The model '{self._name}' could not be loaded ({str(error).splitlines()[0]}); "
                "set index.encoder in config.yaml to a model that is installed"
            ) from error
