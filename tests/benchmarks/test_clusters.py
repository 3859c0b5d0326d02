"""What clusters find beside exact search: all where all are opened, less where few are."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.bench import Bench
from tests.benchmarks.clusters import ARTICLES, _figures, clusters, recalls, sentences
from tests.benchmarks.texts import Words, Writer, own_samples


def unit_vectors(number: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((number, 32), np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def public_folder(folder: Path, text: str, language: str = "en") -> Path:
    for number, name in enumerate(ARTICLES):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        row = {"doc_id": str(number), "title": "T", "text": text, "lang": language, "quotes": []}
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def test_the_more_clusters_are_opened_the_more_is_found():
    found = recalls(unit_vectors(3_000, 1), unit_vectors(50, 2), (1 / 50, 1 / 5, 1.0))

    assert 0 < found[1 / 50] < found[1 / 5] < found[1.0]
    assert 0.9 < found[1.0] <= 1  # one byte a number loses little


def test_the_share_that_is_opened_of_a_million_is_held_against_a_goal():
    figures = list(_figures(unit_vectors(3_000, 1), unit_vectors(50, 2), is_all=True))

    (held,) = [figure for figure in figures if figure.goals]
    assert "3,000 real sentences, 1/5 of clusters open, as of 1,000,000" in held.what
    assert not held.reaches(held.goals[0])  # vectors at random lie in no clusters
    assert figures[0].what.endswith("all open")
    assert figures[0].value > figures[1].value > held.value


def test_sentences_are_english_and_counted_once(tmp_path):
    english = public_folder(tmp_path / "en", "Salmon spawn in gravel. Otters eat fish.")
    other = public_folder(tmp_path / "de", "Lachse laichen im Kies. Otter fressen Fische.", "de")

    assert sorted(sentences(english)) == ["Otters eat fish.", "Salmon spawn in gravel."]
    assert sentences(other) == []


@pytest.mark.parametrize("public", [None, Path("there is no such folder")])
def test_without_public_data_nothing_is_measured_and_the_reason_is_told(tmp_path, capfd, public):
    bench = Bench.open(1, Writer(own_samples(), Words.of_model()), tmp_path, public)

    assert clusters(bench) == []
    assert "needs real sentences: name them by --public" in capfd.readouterr().err
