"""The reader with its real weights: what answers, which words, and when it is left out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from index import Document, EncoderError, IndexConfig, Library, Query, memory
from index import reader as module
from index.reader import WEIGHTS, OnnxReader, open_reader
from index.reader_input import make_reading
from index.store.sqlite import SqliteStore

TITLE = "The Sarn"
OPENED = "The bridge over the Sarn was opened on 4 May 1931 by the mayor, Ada Quill."
LENGTH = "At 212 metres the bridge is the longest in the county."
CASES = (
    ("When was the bridge opened?", OPENED, LENGTH, "4 May 1931"),
    ("Who opened the bridge?", OPENED, LENGTH, "Ada Quill"),
    ("How long is the bridge?", LENGTH, OPENED, "212 metres"),
)


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader()


def read(reader: OnnxReader, question: str, sentence: str, previous: str = ""):
    return reader.read(make_reading(question, TITLE, sentence, previous))


@pytest.mark.parametrize(("question", "right", "wrong", "_"), CASES)
def test_the_sentence_that_answers_scores_above_one_on_the_same_topic(
    reader, question, right, wrong, _
):
    assert read(reader, question, right).answers > read(reader, question, wrong).answers + 1


def test_question_and_passage_are_told_apart_as_in_training(reader):
    found = [read(reader, question, right).answers for question, right, _, _ in CASES]

    assert found == pytest.approx([4.38, 3.50, 4.11], abs=0.15)  # in full precision 4.25 3.83 3.50


@pytest.mark.parametrize(("question", "right", "_", "words"), CASES)
def test_it_marks_the_words_that_answer(reader, question, right, _, words):
    verdict = read(reader, question, right)

    assert words in right[verdict.start : verdict.end]
    assert verdict.end - verdict.start < len(right) / 2


@pytest.mark.parametrize(("question", "right", "wrong", "_"), CASES)
def test_it_is_surer_of_the_words_where_the_sentence_answers(reader, question, right, wrong, _):
    assert read(reader, question, right).marked > read(reader, question, wrong).marked + 1


def test_a_verdict_does_not_depend_on_what_was_read_before(reader):
    fresh = OnnxReader()
    for question, right, wrong, _ in CASES:
        read(fresh, question, wrong)
        read(fresh, question, right)

    for question, right, wrong, _ in reversed(CASES):
        for sentence in (right, wrong):
            alone = read(OnnxReader(), question, sentence)
            assert read(fresh, question, sentence).answers == pytest.approx(alone.answers, abs=1e-4)


def test_threads_may_read_at_once(reader):
    readings = [make_reading(question, TITLE, right, wrong) for question, right, wrong, _ in CASES]
    expected = [reader.read(reading) for reading in readings]

    with ThreadPoolExecutor(4) as pool:
        found = [*pool.map(OnnxReader().read, readings * 4)]

    assert found == expected * 4


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("why " * 1_000, OPENED),
        ("?", OPENED),
        ("How long is it?", "word " * 2_000),
        ("How long is it?", "🙂"),
        ("Когда открыли мост?", "普京总统表示。"),
    ],
)
def test_odd_texts_get_a_verdict_that_lies_in_the_sentence(reader, question, sentence):
    verdict = read(reader, question, sentence, previous="It is old.")

    assert 0 <= verdict.start < verdict.end <= len(sentence)


def test_only_so_many_verdicts_are_kept():
    fresh = OnnxReader(remembered=2)

    for question, right, _, _ in CASES:
        read(fresh, question, right)

    assert [reading.question for reading in fresh._known] == [case[0] for case in CASES[1:]]


def test_the_previous_sentence_is_read_only_where_the_sentence_points_back():
    pointing = make_reading("Who?", "Rivers", "She opened it.", "Ada came.")
    plain = make_reading("Who?", "Rivers", "Ada opened the bridge.", "It rained.")

    assert pointing.passage == "Rivers : She opened it. | Ada came."
    assert plain.passage == "Rivers : Ada opened the bridge."
    assert pointing.passage[pointing.offset :].startswith("She")


def test_damaged_weights_are_refused_with_a_sentence(tmp_path):
    damaged = tmp_path / "reader.onnx"
    damaged.write_bytes(WEIGHTS.read_bytes()[:-100])

    with pytest.raises(EncoderError, match=r"not the ones we know .* or set reader: off"):
        read(OnnxReader(weights=damaged), "Who?", OPENED)


def test_weights_that_are_wanted_but_absent_are_named(tmp_path):
    with pytest.raises(EncoderError, match="cannot be read"):
        read(OnnxReader(weights=tmp_path / "reader.onnx"), "Who?", OPENED)


def test_the_config_turns_it_off(config):
    assert open_reader(replace(config, reader="off")) is None
    assert open_reader(replace(config, reader="on", reader_depth=5)).depth == 5


def test_it_is_left_out_by_itself_where_its_weights_are_absent(config, monkeypatch):
    monkeypatch.setattr(module, "WEIGHTS", Path("no such file"))

    assert open_reader(config) is None


@pytest.mark.parametrize(("free", "is_read"), [("90000000", False), ("900000000", True)])
def test_it_is_left_out_by_itself_where_memory_is_short(
    config, monkeypatch, tmp_path, free, is_read
):
    (tmp_path / "meminfo").write_text(f"MemAvailable: {int(free) // 1024} kB\n", encoding="ascii")
    monkeypatch.setattr(memory, "MEMINFO", tmp_path / "meminfo")

    assert (open_reader(config) is not None) is is_read


def test_an_answer_marks_the_words_that_answer_inside_a_verbatim_excerpt(config, encoder):
    store = SqliteStore(config.data_dir)
    with Library(store, encoder, config, reader=OnnxReader()) as library:
        text = f"{OPENED} {LENGTH} It carries 9,000 cars a day. Salmon pass under it in autumn."
        library.add(Document("sarn", TITLE, text))

        citation = library.ask(Query("When was the bridge opened?")).citations[0]

    start, end = citation.highlight
    assert citation.excerpt == text[citation.start : citation.end]
    assert "4 May 1931" in text[start:end]
    assert end - start < len(OPENED) / 2


def test_a_library_without_a_reader_answers_too(config, encoder):
    with Library(SqliteStore(config.data_dir), encoder, config) as library:
        library.add(Document("sarn", TITLE, f"{OPENED} {LENGTH}"))

        answer = library.ask(Query("When was the bridge opened?"))

    assert answer.citations[0].excerpt.startswith(OPENED)


def test_the_config_of_the_repository_reads(tmp_path):
    config = IndexConfig.load(Path(__file__).parents[2] / "config.yaml", tmp_path)

    assert (config.reader, config.reader_depth) == ("auto", 8)
