"""reader.pt -> index/models/reader.onnx, in 8 bits: python -m training.export DATA WORK

Linear maps become DynamicQuantizeMatMul (int8 weights with a scale for each column, activations
rounded as they come; https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md),
the table of words int8 with a scale for each row. Activations share one scale in a run, so the
reader runs one pair at a time: else its score would depend on what is read beside it.
"""

import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from onnx import NodeProto, TensorProto, helper, numpy_helper

from index.models.bert_graph import FUSED, BertGraph, integers
from index.models.build_encoder import HEADS, LAYERS
from index.reader import WEIGHTS
from index.reader_input import MAX_TOKENS

LARGEST = 127  # that int8 holds
SAFE = 63  # of which 2 products with an unsigned byte fit into the 16 bits of a CPU without VNNI


@dataclass
class QuantizedBert(BertGraph):
    """A BERT whose weights lie inside the graph, rounded to 8 bits or as they are."""

    weights: dict[str, np.ndarray]
    heads: int
    layers: int
    rounded: bool = True
    prefix: str = "bert."
    nodes: list[NodeProto] = field(default_factory=list)
    tensors: dict[str, TensorProto] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """There is no file to read."""

    def tensor(self, name: str, row: int | None = None) -> str:
        """A tensor as it is, or one row of it."""
        values = self.weights[self.prefix + name]
        if "position" in name:
            values = values[:MAX_TOKENS]
        key = name if row is None else f"{name}[{row}]"
        return self.array(key, values if row is None else values[row])

    def array(self, name: str, values: np.ndarray) -> str:
        """Numbers kept in the graph."""
        self.tensors[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def linear(self, x: str, name: str) -> str:
        """x @ weight.T, both rounded; the bias goes into the operator that follows."""
        if not self.rounded:
            weight = self.tensor(f"{name}.weight")
            return self.add("FusedMatMul", x, weight, domain=FUSED, transB=1)
        codes, scales = _rounded(self.weights[f"{self.prefix}{name}.weight"], SAFE)
        return self.add(
            "DynamicQuantizeMatMul",
            x,
            self.array(f"{name}.codes", codes.T),
            self.array(f"{name}.scales", scales[:, 0]),
            self.array(f"{name}.zeros", np.zeros(len(codes), np.int8)),
            domain=FUSED,
        )

    def words(self, ids: str) -> str:
        """The rounded word embeddings of token ids, and those of the two token types."""
        table = self.weights[self.prefix + "embeddings.word_embeddings.weight"]
        rounded, scales = _rounded(table, LARGEST)
        codes = self.add("Gather", self.array("words.codes", rounded), ids)
        codes = self.add("Cast", codes, to=TensorProto.FLOAT)
        words = self.add("Mul", codes, self.add("Gather", self.array("words.scales", scales), ids))
        kinds = self.weights[self.prefix + "embeddings.token_type_embeddings.weight"]
        # embed() adds the first kind to every token.
        table = self.array("kinds", np.stack([kinds[0] - kinds[0], kinds[1] - kinds[0]]))
        return self.add("Add", words, self.add("Gather", table, "types"))


def _rounded(weight: np.ndarray, largest: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers up to `largest`, int8, and float32 scales (rows, 1): their product is about
    the weight."""
    scales = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-9) / largest
    return np.rint(weight / scales).astype(np.int8), scales.astype(np.float32)


def reader_graph(weights: dict[str, np.ndarray], rounded: bool = True) -> bytes:
    """The graph of ReaderModel (training/model.py), weights and all."""
    graph = QuantizedBert(weights, HEADS, LAYERS, rounded=rounded)
    hidden = graph.encode(graph.words("ids"), "mask")
    count = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    count = graph.add("Unsqueeze", count, graph.constant("middle", [1]))
    total = graph.add("Squeeze", graph.add("MatMul", count, hidden), "middle")
    tokens = graph.add("ReduceSum", count, graph.constant("last", [2]), keepdims=0)
    first = graph.add("Gather", hidden, graph.constant("cls", [0]), axis=1)
    first = graph.add("Squeeze", first, "middle")
    whole = graph.add("Concat", first, graph.add("Div", total, tokens), axis=1)
    graph.prefix = ""
    graph.nodes.append(_dense(graph, whole, "answers"))
    graph.nodes.append(_dense(graph, hidden, "span"))
    outputs = [
        helper.make_tensor_value_info("answers", TensorProto.FLOAT, ("batch", 1)),
        helper.make_tensor_value_info("span", TensorProto.FLOAT, ("batch", "tokens", 2)),
    ]
    inputs = [integers("ids"), integers("mask"), integers("types")]
    body = helper.make_graph(graph.nodes, "reader", inputs, outputs, list(graph.tensors.values()))
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=8).SerializeToString()


def _dense(graph: QuantizedBert, x: str, name: str) -> NodeProto:
    """x @ weight.T + bias, in full precision."""
    weight = graph.array(f"{name}.weight.T", graph.weights[f"{name}.weight"].T)
    product = graph.add("MatMul", x, weight)
    return helper.make_node("Add", [product, graph.tensor(f"{name}.bias")], [name])


def main(work: Path) -> None:
    """Write the weights, and print the SHA-256 that index/reader.py must know."""
    state = torch.load(work / "reader.pt", map_location="cpu")["model"]
    content = reader_graph({name: tensor.numpy() for name, tensor in state.items()})
    WEIGHTS.write_bytes(content)
    print(len(content), "bytes, SHA-256", hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[2]))
