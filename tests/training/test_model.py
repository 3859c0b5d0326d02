"""The model that learns: the same as BERT by its library, and as the reader that is shipped."""

import hashlib

import pytest
import torch

from index.onnx_session import open_session
from index.reader import WEIGHTS_SHA256
from training.export import reader_graph
from training.model import ReaderModel, open_tokenizer
from training.shipped import load_shipped

PAIRS = (
    ("Who opened the bridge?", "The Sarn : Ada Quill opened it. | A bridge was built in 1931."),
    ("When?", "The Sarn : No."),
    ("How long is the bridge over the Sarn?", "The Sarn : At 212 metres it is the longest."),
)


@pytest.fixture(scope="module")
def model() -> ReaderModel:
    made = ReaderModel()
    load_shipped(made)
    return made.eval()


@pytest.fixture(scope="module")
def inputs() -> list[torch.Tensor]:
    tokenizer = open_tokenizer()
    tokenizer.enable_padding()
    encodings = tokenizer.encode_batch(list(PAIRS))
    return [
        torch.tensor([getattr(encoding, name) for encoding in encodings])
        for name in ("ids", "attention_mask", "type_ids")
    ]


def test_pairs_beside_each_other_come_out_as_from_the_librarys_own_bert(model, inputs):
    ids, mask, types = inputs
    with torch.no_grad():
        answers, spans = model(ids, mask, types)
        hidden = model.bert(ids, mask, types).last_hidden_state
        mean = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        expected = model.answers(torch.cat([hidden[:, 0], mean], 1)).squeeze(1)

    there = mask.bool()
    assert torch.allclose(answers, expected, atol=1e-4)
    assert torch.allclose(spans[there], model.span(hidden)[there], atol=1e-4)


def test_a_pair_does_not_depend_on_what_lies_beside_it(model, inputs):
    with torch.no_grad():
        together, _ = model(*inputs)
        alone = [model(*(part[i : i + 1] for part in inputs))[0] for i in range(len(PAIRS))]

    assert torch.allclose(together, torch.cat(alone), atol=1e-4)


def test_the_exported_graph_says_the_same_in_full_precision(model, inputs, tmp_path):
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    (tmp_path / "reader.onnx").write_bytes(reader_graph(weights, rounded=False))
    names = ("ids", "mask", "types")
    given = {n: part[:1].numpy().astype("int32") for n, part in zip(names, inputs, strict=True)}
    with torch.no_grad():
        answers, spans = model(*(part[:1] for part in inputs))

    found, marks = open_session(tmp_path / "reader.onnx").run(None, given)

    # Words stay rounded there too: that is all they may differ by.
    assert found[0, 0] == pytest.approx(float(answers[0]), abs=0.1)
    assert torch.allclose(torch.tensor(marks), spans, atol=0.1)


def test_what_is_shipped_can_be_exported_again_as_it_was(model):
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}

    assert hashlib.sha256(reader_graph(weights)).hexdigest() == WEIGHTS_SHA256
