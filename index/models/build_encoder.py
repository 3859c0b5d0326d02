"""The graph of all-MiniLM-L6-v2 -> minilm.onnx, once: python -m index.models.build_encoder"""

from pathlib import Path

from onnx import TensorProto, helper

from index.encoder import bundled_model
from index.models.bert_graph import BertGraph, integers

HEADS, LAYERS, SIZE = 12, 6, 384
TARGET = Path(__file__).with_name("minilm.onnx")


def sentence_vectors(graph: BertGraph) -> bytes:
    """The graph with mean pooling and length 1 at its end (Reimers & Gurevych 2019, section 3)."""
    hidden = graph.encode("ids", "mask")
    weights = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    weights = graph.add("Unsqueeze", weights, graph.constant("middle", [1]))
    total = graph.add("Squeeze", graph.add("MatMul", weights, hidden), "middle")
    graph.add("LpNormalization", total, axis=-1, p=2)  # of the sum as of the mean
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ("batch", SIZE))
    return graph.model([integers("ids"), integers("mask")], output).SerializeToString()


if __name__ == "__main__":
    weights = bundled_model() / "model.safetensors"
    TARGET.write_bytes(sentence_vectors(BertGraph(weights, HEADS, LAYERS)))
