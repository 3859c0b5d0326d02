import numpy as np
import pytest

from index import EncoderError, IndexConfig
from index.encoder import BUNDLED_SHA256, bundled_model, open_encoder, verify


def test_rows_have_length_one_and_the_given_order(encoder):
    rows = encoder.encode(["A river.", "A football club."])

    assert rows.shape == (2, encoder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(rows[1], encoder.encode(["A football club."])[0], atol=1e-5)


def test_nothing_to_encode_is_an_empty_matrix(encoder):
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_weights_that_were_changed_are_refused(tmp_path):
    weights = tmp_path / "model.safetensors"
    weights.write_bytes((bundled_model() / "model.safetensors").read_bytes()[:-1] + b"x")

    with pytest.raises(EncoderError, match="not the ones we know"):
        verify(weights, BUNDLED_SHA256)


def test_a_model_that_is_not_there_is_named(tmp_path):
    encoder = open_encoder(IndexConfig(tmp_path, encoder="nobody/no-such-model"))

    with pytest.raises(EncoderError, match="nobody/no-such-model"):
        encoder.encode(["hello"])


def test_another_model_has_another_fingerprint(encoder, tmp_path):
    other = open_encoder(IndexConfig(tmp_path, encoder=str(bundled_model())))

    assert other.fingerprint != encoder.fingerprint  # the same weights under another name
    np.testing.assert_allclose(other.encode(["a"]), encoder.encode(["a"]), atol=1e-6)
