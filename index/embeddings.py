"""Token ids -> word embeddings, read from the file of weights row by row.

Were the table mapped, every row would count as memory of the bot's, with the pages around it that
the kernel maps along ("fault-around"): 38 MB after 200 questions. What is read stays in the
kernel's cache alone, which gives it up where memory is short.
"""

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from index.errors import EncoderError
from index.models.tensors import NUMPY, read_slices, read_tensor

WORDS = "embeddings.word_embeddings.weight"
SCALES = f"{WORDS}.scales"  # what each row has to be multiplied with, where it is rounded


class WordEmbeddings:
    """The word embeddings in a safetensors file. Any number of threads may read at once."""

    def __init__(self, weights: Path) -> None:
        """Raises OSError."""
        slices = read_slices(weights)
        self._table = slices[WORDS]
        self._scales = np.array(read_tensor(weights, slices[SCALES])) if SCALES in slices else None
        self._file = weights.open("rb", buffering=0)
        self._lock = Lock()

    def of(self, ids: np.ndarray) -> np.ndarray:
        """Whole numbers of any shape -> float32 (*shape, size). Raises EncoderError where the file
        has been cut short since."""
        distinct, places = np.unique(ids, return_inverse=True)
        rows = self._rows(distinct.tolist()).astype(np.float32, copy=False)
        if self._scales is not None:
            rows = rows * self._scales[distinct]
        return rows[places.reshape(ids.shape)]

    def _rows(self, numbers: Sequence[int]) -> np.ndarray:
        length = self._table.length // self._table.shape[0]
        with self._lock:
            parts = [self._read(self._table.offset + number * length, length) for number in numbers]
        rows = np.frombuffer(b"".join(parts), NUMPY[self._table.dtype])
        return rows.reshape(len(numbers), self._table.shape[1])

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        part = self._file.read(length)
        if len(part) != length:
            raise EncoderError(f"The weights in {self._file.name} have been cut short; restart")
        return part
