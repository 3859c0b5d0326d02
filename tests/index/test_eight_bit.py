"""The bundled model in 8 bits, beside the full one."""

from pathlib import Path

import numpy as np
import pytest

from index import EncoderError, IndexConfig
from index.encoder import EIGHT_BIT, open_encoder
from index.models.eight_bit import FILE, rounded_blocks, rounded_rows
from index.onnx_encoder import OnnxEncoder
from index.split import split_sentences

ARTICLES = sorted((Path(__file__).parents[2] / "articles").glob("*.md"))
TEXTS = [
    text[s.start : s.end]
    for text in (path.read_text(encoding="utf-8") for path in ARTICLES)
    for s in split_sentences(text)
]


@pytest.fixture(scope="module")
def eight_bit(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    folder = tmp_path_factory.mktemp("eight-bit") / "data"
    return open_encoder(IndexConfig(folder, encoder=EIGHT_BIT))


def test_8_bit_vectors_are_close_to_the_full_ones(encoder, eight_bit):
    cosines = np.einsum("ij,ij->i", encoder.encode(TEXTS), eight_bit.encode(TEXTS))

    assert cosines.mean() > 0.999
    assert cosines.min() > 0.99


def test_an_8_bit_vector_does_not_depend_on_what_is_encoded_beside_it(eight_bit):
    lonely = np.vstack([eight_bit.encode([text]) for text in TEXTS[:40]])

    beside = eight_bit.encode([*TEXTS[:40], "word " * 300])

    np.testing.assert_allclose(beside[:40], lonely, rtol=0, atol=1e-6)


def test_8_bit_vectors_are_not_taken_for_the_full_ones(encoder, eight_bit):
    assert eight_bit.fingerprint != encoder.fingerprint


def test_damaged_8_bit_weights_are_made_again(tmp_path, eight_bit):
    (tmp_path / FILE).write_bytes(b"damaged")

    vectors = open_encoder(IndexConfig(tmp_path, encoder=EIGHT_BIT)).encode(["hello"])

    np.testing.assert_array_equal(vectors, eight_bit.encode(["hello"]))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_8_bit_weights_that_cannot_be_written_are_a_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(EncoderError, match="The 8-bit weights cannot be written"):
        open_encoder(IndexConfig(tmp_path / "file", encoder=EIGHT_BIT)).encode(["hello"])


def test_a_block_of_weights_is_rounded_by_its_largest():
    weights = np.zeros((1, 64), np.float32)
    weights[0, :3] = 2.54, -2.54, 0.02
    weights[0, 32:34] = 1.27, 0.01

    values, scales = rounded_blocks(weights)

    np.testing.assert_allclose(scales, [[0.02, 0.01]], rtol=1e-6)
    assert values[0, 0, :4].tolist() == [255, 1, 129, 128]
    assert values[0, 1, :3].tolist() == [255, 129, 128]


def test_a_row_of_zeros_stays_zero():
    values, scales = rounded_rows(np.zeros((1, 4), np.float32))

    assert (values * scales).tolist() == [[0, 0, 0, 0]]
