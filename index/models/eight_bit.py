"""The weights of MiniLM -> the same in 8 bits, a quarter of the size. Needs numpy alone.
The graph that reads them is drawn by build_encoder.py."""

from pathlib import Path

import numpy as np

from index.embeddings import SCALES, WORDS
from index.models.tensors import read_slices, read_tensor, write_tensors

BLOCK = 32  # weights that share a scale: MatMulNBits of ONNX Runtime
FILE = "minilm-8bit.safetensors"
ZERO = 128  # what a weight of 0 is stored as


def write_eight_bit(weights: Path, target: Path) -> None:
    """Write the 8-bit file of a BERT in a safetensors file. Raises OSError.

    Each step is exact in IEEE arithmetic, so the file is the same on every machine.
    """
    small: dict[str, np.ndarray] = {}
    large: dict[str, np.ndarray] = {}
    for name, place in read_slices(weights).items():
        if name == WORDS:
            large[name], small[SCALES] = rounded_rows(read_tensor(weights, place))
        elif is_linear(name, place.shape):
            large[name], small[f"{name}.scales"] = rounded_blocks(read_tensor(weights, place))
        elif place.dtype == "F32" and not name.startswith("pooler."):
            small[name] = read_tensor(weights, place)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_tensors(target, small | large)


def is_linear(name: str, shape: tuple[int, ...]) -> bool:
    """Whether a tensor is the matrix of one of the layers' linear maps."""
    return name.startswith("encoder.layer.") and len(shape) == 2


def rounded_blocks(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(uint8 (rows, blocks, 32), scales (rows, blocks)), as MatMulNBits takes them."""
    values, scales = _rounded(matrix.reshape(matrix.shape[0], -1, BLOCK))
    return (values.astype(np.int16) + ZERO).astype(np.uint8), scales[..., 0]


def rounded_rows(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(int8 of the same shape, scales (rows, 1)): a scale for each row."""
    return _rounded(matrix)


def _rounded(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers from -127 to 127, and what the last axis has to be multiplied with."""
    largest = np.abs(values).max(axis=-1, keepdims=True)
    scales = np.maximum(largest, np.finfo(np.float32).tiny) / np.float32(127)
    return np.rint(values / scales).astype(np.int8), scales
