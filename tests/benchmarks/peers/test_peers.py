"""The contest: everybody gets the same sentences, and the same ruler."""

import sys
from pathlib import Path

import pytest

from index import Document
from tests.benchmarks.page import write_page
from tests.benchmarks.peers.__main__ import hold
from tests.benchmarks.peers.contest import Contest
from tests.benchmarks.peers.corpus import Corpus
from tests.benchmarks.peers.report import ROWS, Result, tables_of
from tests.benchmarks.peers.system import CLASSES, OURS, obey
from tests.evaluation.data import Question

RIVERS = Document("rivers", "Rivers", "Salmon spawn in gravel. Otters eat fish.")
BREAD = Document("bread", "Bread", "Sourdough rises for eight hours.")
CORPUS = Corpus.of([RIVERS, BREAD])
QUESTIONS = [
    Question("How long does sourdough rise?", "bread", "answerable", "own", True, ((19, 31),)),
    Question("Where do salmon spawn?", "rivers", "answerable", "own", True, ((0, 23),)),
]


def result(name: str, **values: float) -> Result:
    return Result(**{"name": name, "index": 1, "start": 1, "p50": 1, "p95": 1, "memory": 1,
                     "recall": 1, "versions": {}, "code": ""} | values)  # fmt: skip


def test_we_are_given_articles_and_the_others_the_sentences_of_these():
    assert [each["source"] for each in CORPUS.given_to(OURS)] == ["rivers", "bread"]
    assert CORPUS.given_to("txtai") == [
        "Salmon spawn in gravel.",
        "Otters eat fish.",
        "Sourdough rises for eight hours.",
    ]


@pytest.mark.parametrize(
    ("found", "right"),
    [(2, True), (0, False), (["bread", 0, 32], True), (["bread", 0, 20], False),
     (["rivers", 0, 32], False)],
)  # fmt: skip
def test_a_result_is_right_if_it_holds_half_of_the_answer(found, right):
    assert CORPUS.is_right(found, QUESTIONS[0]) is right


def test_more_is_better_for_some_and_less_for_the_others():
    slow = result("slow", index=50, p50=20)
    fast = result("fast", index=70, p50=8)

    ahead = {row.title: row.best([slow, fast]).name for row in ROWS}

    assert (ahead["index, sentences/s"], ahead["ask p50, ms"]) == ("fast", "fast")


def test_a_page_says_who_is_ahead_and_of_which_version(tmp_path: Path):
    slow = result("slow", p50=20, versions={"torch": "2.13.0"})
    fast = result("fast", p50=8.25, recall=0.5)

    write_page(tmp_path / "peers.md", "Peers", tables_of([slow, fast]), {"cores": 2})

    lines = (tmp_path / "peers.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Peers"
    assert "| fast | 1 | 1.00 | 8.2 | 1.0 | 1 | 0.500 |" in lines
    assert "| ask p50, ms | fast |" in lines
    assert "| R@1 | slow |" in lines
    assert "| slow | torch 2.13.0 |" in lines
    assert "| cores | 2 |" in lines


def test_we_are_put_to_the_contest_as_we_are(tmp_path: Path):
    contest = Contest([OURS], Path("no python for peers is needed"), tmp_path)
    contest.index(CORPUS)

    (ours,) = hold(contest, CORPUS, QUESTIONS, timed=2, rounds=1)

    assert contest.names == [OURS]
    assert ours.recall == 1.0
    assert 0 < ours.p50 <= ours.p95 < 60_000
    assert 0 < ours.start < 600
    assert ours.index > 0
    assert 50 < ours.memory < 2_000
    assert "onnxruntime" in ours.versions
    assert "class ThisProject" in ours.code


def test_a_system_that_fails_does_not_end_the_contest(tmp_path: Path, capfd):
    contest = Contest(["txtai", OURS], Path(sys.executable), tmp_path)  # no txtai is here
    contest.index(CORPUS)

    results = list(hold(contest, CORPUS, QUESTIONS, timed=2, rounds=1))

    assert [each.name for each in results] == [OURS]
    assert "txtai takes no further part" in capfd.readouterr().err


@pytest.mark.parametrize("order", [["load"], ["ask", "Why?"]])
def test_a_system_that_ends_later_is_told_of_too(tmp_path: Path, order):
    contest = Contest([OURS], Path("no python for peers is needed"), tmp_path)
    contest.index(CORPUS)
    with contest.running() as systems:
        systems[OURS]._process.kill()
        with contest.in_part(OURS):
            systems[OURS](order)

    assert contest.names == []


def test_the_recall_of_a_peer_is_noted_until_its_index_is_made_anew(tmp_path: Path, monkeypatch):
    contest = Contest([OURS, "txtai"], Path(sys.executable), tmp_path)
    shares = iter([0.25, 0.5, 0.75, 1.0])
    monkeypatch.setattr("tests.benchmarks.peers.contest.recall", lambda *_: next(shares))

    found = [contest.recall(None, CORPUS, QUESTIONS, name) for name in (OURS, "txtai") * 2]
    contest.index(CORPUS, reuse=True)
    again = contest.recall(None, CORPUS, QUESTIONS, "txtai")
    contest.index(CORPUS)  # txtai is not here, so that only its old index goes

    assert [*found, again] == [0.25, 0.5, 0.75, 0.5, 0.5]
    assert contest.recall(None, CORPUS, QUESTIONS, "txtai") == 1.0


def test_a_system_that_answers_is_timed_by_its_answer():
    class Answering:
        asked = searched = 0

        def ask(self, question: str) -> None:
            self.asked += 1

        def search(self, question: str) -> list[int]:
            self.searched += 1
            return [1]

    system = Answering()
    obey(system, "ask", "Why?")

    assert (system.asked, system.searched, obey(system, "search", "Why?")) == (1, 0, [1])


def test_every_system_has_its_file():
    folder = Path(__file__).parent

    for place in CLASSES.values():
        module, kind = place.split(".")
        assert f"class {kind}" in (folder / f"{module}.py").read_text(encoding="utf-8")
