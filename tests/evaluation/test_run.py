"""The whole run on a small data set of our own, so that it works where the public one is absent."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from index import IndexConfig
from tests.evaluation import __main__ as command
from tests.evaluation.cache import RememberingEncoder
from tests.evaluation.chart import draw
from tests.evaluation.figures import Figure
from tests.evaluation.report import write_json
from tests.evaluation.systems import MEANING, PROJECT, WORDS, Workshop
from tests.index.fakes import HashEncoder

ARTICLES = {
    "rivers": "Salmon spawn in gravel. Otters eat fish. The Sarn is 40 miles long.",
    "bread": "Sourdough rises for eight hours. Rye needs more water than wheat.",
}
QUESTIONS = (
    ("Where do salmon spawn?", "rivers", "answerable", "Salmon spawn in gravel."),
    ("How long does sourdough rise?", "bread", "answerable", "Sourdough rises for eight hours."),
    ("What do otters eat?", "bread", "cross_doc", None),
    ("Who painted Guernica?", None, "out_of_corpus", None),
    ("How deep is the Sarn?", "rivers", "para_unanswerable", None),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that holds the set `qa` only."""
    questions = [
        {
            "question": text,
            "doc_id": article,
            "kind": kind,
            "source": "squad2",
            "answerable": gold is not None,
            "answers": [{"text": gold, "start": ARTICLES[article].index(gold)}] if gold else [],
        }
        for text, article, kind, gold in QUESTIONS
    ]
    articles = [{"doc_id": n, "title": n, "text": text} for n, text in ARTICLES.items()]
    for name, rows in (("articles", articles), ("questions", questions)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(IndexConfig(data_dir=tmp_path), HashEncoder())


@pytest.fixture
def figures(folder: Path, workshop: Workshop) -> list[Figure]:
    return command.run(["qa"], folder, workshop)


def test_every_system_is_measured_on_the_same_questions(figures):
    found = {
        f.label.system: (f.value, f.n)
        for f in figures
        if (f.label.task, f.label.part, f.label.metric)
        == ("open QA, all articles", "squad2", "R@1")
    }

    assert found == {PROJECT: (1.0, 2), MEANING: (1.0, 2), WORDS: (1.0, 2)}


def test_only_scores_that_compare_are_judged_by_what_they_refuse(figures):
    judged = {f.label.system for f in figures if f.label.metric == "AUROC"}

    assert judged == {PROJECT, MEANING}


def test_a_second_run_embeds_nothing(folder, workshop, tmp_path):
    encoder = HashEncoder()
    kept = Workshop(workshop.config, RememberingEncoder(encoder, tmp_path / "vectors"))
    first = command.run(["qa"], folder, kept)
    embedded = len(encoder.encoded)

    second = command.run(["qa"], folder, kept)

    assert (len(encoder.encoded), second) == (embedded, first)


def test_a_remembered_vector_is_the_same(tmp_path):
    encoder = RememberingEncoder(HashEncoder(), tmp_path / "vectors")
    first = encoder.encode(["one", "two", "one"])
    encoder.close()

    again = RememberingEncoder(HashEncoder(), tmp_path / "vectors").encode(["two", "one"])

    assert np.array_equal(again, first[[1, 0]])


def test_another_model_does_not_get_the_remembered_vectors(tmp_path):
    RememberingEncoder(HashEncoder("one"), tmp_path / "vectors").encode(["text"])
    other = HashEncoder("other")

    RememberingEncoder(other, tmp_path / "vectors").encode(["text"])

    assert other.encoded == ["text"]


def test_what_was_measured_is_written_as_json_and_chart(figures, tmp_path):
    write_json(figures, {"threshold": 0.35}, tmp_path / "evaluation.json")
    draw(figures, tmp_path / "evaluation.png")

    written = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert written["measured_with"] == {"threshold": 0.35}
    assert written["figures"][0] == {
        "task": "open QA, all articles",
        "part": "squad2",
        "metric": "R@1",
        "system": PROJECT,
        "value": 1.0,
        "low": 1.0,
        "high": 1.0,
        "n": 2,
    }
    with Image.open(tmp_path / "evaluation.png") as image:
        assert image.width > image.height > 500


def test_a_set_that_is_absent_is_skipped_by_name(folder, workshop, capsys):
    assert command.run(["trecqa"], folder, workshop) == []

    assert "trecqa is skipped" in capsys.readouterr().err


def test_a_task_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    result = CliRunner().invoke(command.main, ["--data", str(tmp_path), "--only", "quote"])

    assert result.exit_code == 2
    assert "no task 'quote'; there are qa, quail" in result.output
