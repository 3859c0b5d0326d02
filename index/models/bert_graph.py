"""safetensors weights of a BERT -> an ONNX graph without weights. For developers: needs `onnx`.

Uses ONNX Runtime's fused operators, each documented under its name in
https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md
"""

from dataclasses import dataclass, field
from pathlib import Path

from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper
from onnx.external_data_helper import set_external_data

from index.models.eight_bit import BLOCK
from index.models.tensors import Slice, read_slices

FUSED = "com.microsoft"
EPSILON = 1e-12  # of every layer normalisation in BERT
ONNX_TYPES = {"F32": TensorProto.FLOAT, "U8": TensorProto.UINT8, "I8": TensorProto.INT8}
INT8_ACTIVATIONS = 4  # accuracy_level of MatMulNBits
BATCH_BY_TOKENS = ("batch", "tokens")


@dataclass
class BertGraph:
    """A BERT (Devlin et al. 2019) as nodes that are added one by one.

    `weights` is read for its header and then only named, by `prefix` + the usual tensor names.
    Every method returns the name of what it adds.
    """

    weights: Path
    heads: int
    layers: int
    prefix: str = ""
    nodes: list[NodeProto] = field(default_factory=list)
    tensors: dict[str, TensorProto] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.slices = read_slices(self.weights)

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: object) -> str:
        """A node with one output, named by its operator and a number."""
        output = f"{operator}_{len(self.nodes)}"
        node = helper.make_node(operator, inputs, [output], domain=domain, **attributes)
        self.nodes.append(node)
        return output

    def tensor(self, name: str, row: int | None = None) -> str:
        """A tensor of the file, or one row of it."""
        key = name if row is None else f"{name}[{row}]"
        if key not in self.tensors:
            place = self.slices[self.prefix + name]
            place = place if row is None else place.row(row)
            self.tensors[key] = _external(key, place, self.weights.name)
        return key

    def constant(self, name: str, values: list[int]) -> str:
        """Whole numbers kept in the graph itself."""
        self.tensors[name] = helper.make_tensor(name, TensorProto.INT64, [len(values)], values)
        return name

    def linear(self, x: str, name: str) -> str:
        """x @ weight.T; the bias goes into the operator that follows."""
        weight = self.tensor(f"{name}.weight")
        return self.add("FusedMatMul", x, weight, domain=FUSED, transB=1)

    def normalise(self, x: str, skip: str, name: str, bias: str) -> str:
        """Layer normalisation of x + bias + skip; SkipLayerNormalization does it in one, but is
        five times as slow in ONNX Runtime 1.32."""
        scale, shift = self.tensor(f"{name}.weight"), self.tensor(f"{name}.bias")
        total = self.add("Add", self.add("Add", x, bias), skip)
        return self.add("LayerNormalization", total, scale, shift, axis=-1, epsilon=EPSILON)

    def embed(self, words: str) -> str:
        """Words + positions + the first of the two token types, which a lone text has."""
        first, second = self.constant("first", [0]), self.constant("second", [1])
        length = self.add("Slice", self.add("Shape", words), second, self.constant("end", [2]))
        table = self.tensor("embeddings.position_embeddings.weight")
        positions = self.add("Slice", table, first, length, first)
        kind = self.tensor("embeddings.token_type_embeddings.weight", row=0)
        return self.normalise(words, positions, "embeddings.LayerNorm", kind)

    def layer(self, x: str, mask: str, name: str) -> str:
        """One transformer layer: attention, then two linear maps with GELU between them."""
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        bias = self.add("Concat", *[self.tensor(f"{part}.bias") for part in parts], axis=0)
        projected = [self.linear(x, part) for part in parts]
        options = {"domain": FUSED, "num_heads": self.heads}
        attended = self.add("MultiHeadAttention", *projected, bias, mask, **options)
        x = self.residual(attended, x, f"{name}.attention.output")
        inner = self.linear(x, f"{name}.intermediate.dense")
        bias = self.tensor(f"{name}.intermediate.dense.bias")
        return self.residual(self.add("BiasGelu", inner, bias, domain=FUSED), x, f"{name}.output")

    def residual(self, x: str, skip: str, name: str) -> str:
        """The linear map of x, added to `skip` and normalised."""
        mapped = self.linear(x, f"{name}.dense")
        return self.normalise(mapped, skip, f"{name}.LayerNorm", self.tensor(f"{name}.dense.bias"))

    def encode(self, words: str, mask: str) -> str:
        """Word embeddings -> the last hidden states, both (batch, tokens, size)."""
        x = self.embed(words)
        for i in range(self.layers):
            x = self.layer(x, mask, f"encoder.layer.{i}")
        return x

    def model(self, inputs: list[ValueInfoProto], output: ValueInfoProto) -> ModelProto:
        """The finished model. The last node gives the output."""
        self.nodes[-1].output[0] = output.name
        graph = helper.make_graph(self.nodes, "bert", inputs, [output], list(self.tensors.values()))
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)


class EightBitGraph(BertGraph):
    """The same over the weights that eight_bit.py writes."""

    def linear(self, x: str, name: str) -> str:
        """x @ weight.T, with activations rounded to 8 bits in blocks too."""
        rows, blocks, _ = self.slices[f"{name}.weight"].shape
        weight, scales = self.tensor(f"{name}.weight"), self.tensor(f"{name}.weight.scales")
        size = {"K": blocks * BLOCK, "N": rows, "bits": 8, "block_size": BLOCK}
        options = {"domain": FUSED, "accuracy_level": INT8_ACTIVATIONS}
        return self.add("MatMulNBits", x, weight, scales, **size, **options)


def _external(name: str, place: Slice, file: str) -> TensorProto:
    tensor = TensorProto(name=name, data_type=ONNX_TYPES[place.dtype], dims=place.shape)
    tensor.raw_data = b""  # set_external_data refuses a tensor without it
    set_external_data(tensor, file, place.offset, place.length)
    tensor.ClearField("raw_data")
    return tensor


def integers(name: str) -> ValueInfoProto:
    """An input of int32, (batch, tokens)."""
    return helper.make_tensor_value_info(name, TensorProto.INT32, BATCH_BY_TOKENS)
