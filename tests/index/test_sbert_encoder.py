"""A model by config, as docs/languages.md tells it: a tiny real one that the test makes, with
random weights, so that what it finds says nothing about how well models find."""

from pathlib import Path

import numpy as np
import pytest

from index import IndexConfig, IndexMismatch, Library, Query
from index.encoder import Encoder, open_encoder

PROMPTS = {"query": "query: ", "document": "passage: "}
LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя"
DAM, FISH = "Плотина стоит на реке Волге.", "Рыбаки ловят рыбу."
ASKED = "плотина стоит на реке волге"


def save_model(folder: Path, prompts: dict[str, str]) -> str:
    """A BERT of one layer over letters, mean pooling; the same weights at every call."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    pieces = [*LETTERS, *(f"##{letter}" for letter in LETTERS), ":", "."]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *pieces]
    parts = folder / "parts"
    parts.mkdir(parents=True)
    (parts / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab=str(parts / "vocab.txt")).save_pretrained(parts)
    torch.manual_seed(7)
    shape = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(shape).save_pretrained(parts)
    modules = [Transformer(str(parts)), Pooling(32)]
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(str(folder / "model"))
    return str(folder / "model")


def opened(folder: Path, name: str) -> Encoder:
    return open_encoder(IndexConfig(folder, encoder=name))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return save_model(tmp_path_factory.mktemp("plain"), {})


@pytest.fixture(scope="module")
def prompted(tmp_path_factory):
    return save_model(tmp_path_factory.mktemp("prompted"), PROMPTS)


def test_a_model_s_own_prompts_go_before_questions_and_before_sentences(tmp_path, plain, prompted):
    without, encoder = opened(tmp_path, plain), opened(tmp_path, prompted)

    question, sentences = encoder.encode_question(ASKED), encoder.encode([DAM, FISH])

    np.testing.assert_allclose(question, without.encode([f"query: {ASKED}"])[0], atol=1e-6)
    expected = without.encode([f"passage: {DAM}", f"passage: {FISH}"])
    np.testing.assert_allclose(sentences, expected, atol=1e-6)
    assert not np.allclose(question, encoder.encode([ASKED])[0], atol=1e-3)


def test_a_model_without_prompts_encodes_a_question_like_a_sentence(tmp_path, plain):
    encoder = opened(tmp_path, plain)

    np.testing.assert_allclose(encoder.encode_question(DAM), encoder.encode([DAM])[0], atol=1e-6)


def test_other_prompts_are_another_fingerprint(tmp_path, plain, prompted):
    makers = [opened(tmp_path, path).fingerprint.rsplit(" ", 1)[1] for path in (plain, prompted)]

    assert makers[0] != makers[1]


def test_a_cyrillic_question_is_compared_by_meaning_with_another_model(
    tmp_path, prompted, document
):
    config = IndexConfig(tmp_path, encoder=prompted)
    with Library.open(config) as library:
        library.add(document("fish", FISH))

        (hit,) = library.search(Query("бвгд"))  # no letter pair in common: a cosine or nothing

        assert hit.source == "fish"


def test_after_a_switch_of_models_the_articles_want_reindexing(
    tmp_path, encoder, prompted, document
):
    data = tmp_path / "data"
    with Library.open(IndexConfig(data)) as library:
        library.add(document("dam", DAM))
        library.add(document("fish", FISH))
    with Library.open(IndexConfig(data, encoder=prompted)) as library:
        with pytest.raises(IndexMismatch, match="reindex"):
            library.search(Query(ASKED))

        assert library.reindex() == 2

        (best, _) = library.search(Query(ASKED))
        assert best.source == "dam"
