"""An encoder that remembers every text it has seen, so that a second run embeds nothing."""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encoder import Encoder
from index.onnx_encoder import OnnxEncoder


class RememberingEncoder:
    """The Encoder it is given, with its vectors kept in a SQLite file at `path`."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA synchronous = OFF")  # a lost vector is only computed again
        self._file.execute("CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, v BLOB)")

    @property
    def fingerprint(self) -> str:
        """That of the encoder: the vectors are the same."""
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        """That of the encoder."""
        return self._encoder.dimension

    @property
    def english_only(self) -> bool:
        """That of the encoder."""
        return self._encoder.english_only

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (len(texts), dimension), in the order given."""
        digests = [self._digest(text) for text in texts]
        known = {d: v for d in digests if (v := self._look_up(d)) is not None}
        missing = {d: t for d, t in zip(digests, texts, strict=True) if d not in known}
        encoded = self._encoder.encode(list(missing.values()))
        for digest, vector in zip(missing, encoded, strict=True):
            self._keep(digest, vector)
            known[digest] = vector
        return np.array([known[d] for d in digests], np.float32).reshape(len(texts), self.dimension)

    def encode_question(self, text: str) -> np.ndarray:
        """Unit vector, float32 (dimension,); where questions are no sentences, kept apart."""
        is_sentence = isinstance(self._encoder, OnnxEncoder)
        digest = self._digest(text if is_sentence else f"question\n{text}")
        if (vector := self._look_up(digest)) is None:
            vector = self._encoder.encode_question(text)
            self._keep(digest, vector)
        return vector

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _keep(self, digest: bytes, vector: np.ndarray) -> None:
        self._file.execute("INSERT INTO vectors VALUES (?, ?)", (digest, vector.tobytes()))

    def _look_up(self, digest: bytes) -> np.ndarray | None:
        row = self._file.execute("SELECT v FROM vectors WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else np.frombuffer(row[0], np.float32)

    def _digest(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.fingerprint}\n{text}".encode()).digest()
