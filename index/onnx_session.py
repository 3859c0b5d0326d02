"""A graph and its weights -> an ONNX Runtime session; texts -> its inputs. One core, little memory.
What a graph computes is its user's: onnx_encoder.py. Nothing else imports ONNX Runtime, whose
telemetry must be off before it is imported."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.errors import EncoderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path"


def open_session(graph: Path, weights_folder: Path | None = None) -> "InferenceSession":
    """The graph, ready to run; the files of weights that it names lie in `weights_folder`. None
    for a graph that holds its weights: that saves a copy of them.

    Several threads may run it at once, each on one core. Raises EncoderError.
    """
    try:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # else it tells its maker how it is used
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # two that wait for each other on a busy host are slower
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # it would keep the peak for ever
        # Our graphs are fused as far as that pays; more of it makes them slower again.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        content: str | bytes = str(graph)
        if weights_folder is not None:
            options.add_session_config_entry(WEIGHTS_FOLDER, str(weights_folder))
            # By path, ONNX Runtime refuses weights that lie outside the graph's folder.
            content = graph.read_bytes()
        return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime's errors share no other class
        raise EncoderError(f"The model cannot be loaded: {_first_line(error)}") from error


def open_tokenizer(file: Path, max_tokens: int) -> "Tokenizer":
    """The tokenizer in a tokenizer.json, cutting off after `max_tokens`. Raises EncoderError."""
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # tokenizers raises nothing more precise
        raise EncoderError(f"The tokenizer cannot be loaded: {_first_line(error)}") from error
    tokenizer.no_padding()  # MiniLM's file pads every text to 128
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def padded(encodings: Sequence["Encoding"]) -> dict[str, np.ndarray]:
    """The inputs `ids` and `mask`: int32 (texts, tokens of the longest), 0 behind a text's end."""
    shape = len(encodings), max(len(encoding.ids) for encoding in encodings)
    ids, mask = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
    for row, encoding in enumerate(encodings):
        ids[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return {"ids": ids, "mask": mask}


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n")[0]
