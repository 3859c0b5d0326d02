"""safetensors files: where a tensor lies, its numbers, and how such a file is written.
The format: https://huggingface.co/docs/safetensors"""

import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

NUMPY = {"F32": np.float32, "U8": np.uint8, "I8": np.int8}
NAMES = {np.dtype(kind): name for name, kind in NUMPY.items()}
ALIGNMENT = 64  # bytes; what a processor loads at once


@dataclass(frozen=True, slots=True)
class Slice:
    """Where a file keeps a tensor: its element type, shape, first byte and length in bytes."""

    dtype: str
    shape: tuple[int, ...]
    offset: int
    length: int

    def row(self, number: int) -> "Slice":
        """Where one row of it lies."""
        length = self.length // self.shape[0]
        return Slice(self.dtype, self.shape[1:], self.offset + number * length, length)


def read_slices(weights: Path) -> dict[str, Slice]:
    """The place of each tensor of a safetensors file, by its name."""
    with weights.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    header.pop("__metadata__", None)
    return {name: _slice(entry, base=8 + length) for name, entry in header.items()}


def _slice(entry: Mapping, base: int) -> Slice:
    begin, end = entry["data_offsets"]
    return Slice(entry["dtype"], tuple(entry["shape"]), base + begin, end - begin)


def read_tensor(weights: Path, place: Slice) -> np.ndarray:
    """The numbers of a tensor, mapped: they cost memory only while they are used."""
    return np.memmap(weights, NUMPY[place.dtype], "r", place.offset, place.shape)


def write_tensors(file: Path, tensors: Mapping[str, np.ndarray]) -> None:
    """Write a safetensors file, whole or not at all. Raises OSError."""
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as target:
            target.write(_header(tensors))
            for tensor in tensors.values():
                target.write(tensor.tobytes())
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def _header(tensors: Mapping[str, np.ndarray]) -> bytes:
    entries, end = {}, 0
    for name, tensor in tensors.items():
        begin, end = end, end + tensor.nbytes
        place = {"dtype": NAMES[tensor.dtype], "shape": tensor.shape, "data_offsets": [begin, end]}
        entries[name] = place
    text = json.dumps(entries, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text)) % ALIGNMENT)
    return struct.pack("<Q", len(text)) + text
