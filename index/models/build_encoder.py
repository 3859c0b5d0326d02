"""The graphs of all-MiniLM-L6-v2 -> minilm.onnx, minilm-8bit.onnx. A developer runs it once:
python -m index.models.build_encoder"""

from pathlib import Path
from tempfile import TemporaryDirectory

from onnx import TensorProto, helper

from index.encoder import bundled_model
from index.models.bert_graph import BATCH_BY_TOKENS, BertGraph, EightBitGraph, integers
from index.models.eight_bit import FILE, write_eight_bit

HERE = Path(__file__).parent
HEADS, LAYERS, SIZE = 12, 6, 384


def sentence_vectors(graph: BertGraph) -> bytes:
    """The graph with mean pooling and length 1 at its end (Reimers & Gurevych 2019, section 3)."""
    hidden = graph.encode("words", "mask")
    weights = graph.add("Cast", "mask", to=TensorProto.FLOAT)
    weights = graph.add("Unsqueeze", weights, graph.constant("middle", [1]))
    total = graph.add("Squeeze", graph.add("MatMul", weights, hidden), "middle")
    graph.add("LpNormalization", total, axis=-1, p=2)  # of the sum as of the mean
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ("batch", SIZE))
    words = helper.make_tensor_value_info("words", TensorProto.FLOAT, (*BATCH_BY_TOKENS, SIZE))
    return graph.model([words, integers("mask")], output).SerializeToString()


def draw(folder: Path) -> None:
    """Write both graphs into the folder."""
    weights = bundled_model() / "model.safetensors"
    with TemporaryDirectory() as place:
        eight_bit = Path(place) / FILE
        write_eight_bit(weights, eight_bit)
        small = sentence_vectors(EightBitGraph(eight_bit, HEADS, LAYERS))
    (folder / "minilm.onnx").write_bytes(sentence_vectors(BertGraph(weights, HEADS, LAYERS)))
    (folder / "minilm-8bit.onnx").write_bytes(small)


if __name__ == "__main__":
    draw(HERE)
