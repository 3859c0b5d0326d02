"""Vectors for more sentences than can be encoded: real ones, and likenesses of real ones."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from index.encoder import Encoder

NOISE = 0.75  # length of what is added to a unit vector; the sum is 0.8 alike


@dataclass(frozen=True, slots=True)
class Imitation:
    """An Encoder that knows the vectors of some texts. Any other text gets one of them, with noise.

    A library made with it can be searched with `model`, whose fingerprint it bears.
    """

    model: Encoder
    known: Mapping[str, np.ndarray]
    _vectors: list[np.ndarray] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """The known vectors once more, to choose from by number."""
        object.__setattr__(self, "_vectors", list(self.known.values()))

    @property
    def fingerprint(self) -> str:
        """The model's."""
        return self.model.fingerprint

    @property
    def dimension(self) -> int:
        """The model's."""
        return self.model.dimension

    @property
    def english_only(self) -> bool:
        """The model's."""
        return self.model.english_only

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Unit vectors, float32 (len(texts), dimension); equal texts have equal ones."""
        vectors = [self.known[t] if t in self.known else self._like_one(t) for t in texts]
        return np.array(vectors, np.float32).reshape(len(texts), self.dimension)

    def encode_question(self, text: str) -> np.ndarray:
        """Likewise, float32 (dimension,)."""
        return self.encode([text])[0]

    def _like_one(self, text: str) -> np.ndarray:
        chance = np.random.default_rng(list(hashlib.sha256(text.encode()).digest()))
        noise = chance.standard_normal(self.dimension)
        vector = self._vectors[chance.integers(len(self._vectors))]
        vector = vector + NOISE * noise / np.linalg.norm(noise)
        return vector / np.linalg.norm(vector)
