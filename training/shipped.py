"""index/models/reader.onnx -> the weights of a ReaderModel: what the shipped reader has learnt."""

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from index.reader import WEIGHTS
from training.model import ReaderModel

FIXED = "bert.embeddings."  # never learnt, so as the encoder has them


def load_shipped(model: ReaderModel) -> None:
    """Give the model the shipped weights, rounded to 8 bits as they are; none if there are none."""
    if not WEIGHTS.exists():
        return
    graph = onnx.load(str(WEIGHTS)).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    learnt = [name for name in model.state_dict() if not name.startswith(FIXED)]
    weights = {name: torch.tensor(_weight(arrays, name)) for name in learnt}
    model.load_state_dict(weights, strict=False)


def _weight(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    """As training/export.py named and turned it."""
    name = name.removeprefix("bert.")
    if f"{name}.T" in arrays:
        return arrays[f"{name}.T"].T.copy()
    linear = name.removesuffix(".weight")
    if f"{linear}.codes" in arrays:
        return (arrays[f"{linear}.codes"] * arrays[f"{linear}.scales"]).T.astype(np.float32)
    return arrays[name].copy()
