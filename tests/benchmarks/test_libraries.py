"""Libraries are made once and kept, and vectors beyond the real ones are made up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index import Document, IndexConfig, Library, Query
from index.store import faiss_index
from tests.benchmarks.imitation import Imitation
from tests.benchmarks.libraries import Libraries
from tests.benchmarks.texts import Words, Writer, own_samples
from tests.index.fakes import HashEncoder


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Libraries:
    """With real vectors for about the first article only."""
    writer = Writer(own_samples(), Words.of_model())
    return Libraries(writer, tmp_path_factory.mktemp("kept"), real=20)


def sizes(folder: Path) -> list[int]:
    with Library.open(IndexConfig(folder)) as library:
        return [summary.sentences for summary in library.documents()]


def execute(folder: Path, statement: str) -> list[tuple]:
    with closing(sqlite3.connect(folder / "index.sqlite3")) as database, database:
        return database.execute(statement).fetchall()


def test_a_library_has_as_many_sentences_as_were_wanted_and_no_article_more(libraries):
    stored = sizes(libraries.of(100))

    assert sum(stored) >= 100 > sum(stored[1:])  # the last added comes first


def test_the_file_of_vectors_holds_all_of_them(libraries, monkeypatch):
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 60)

    folder = libraries.of(90)

    assert execute(folder, "SELECT sentences FROM vector_files") == [(sum(sizes(folder)),)]


def test_a_library_is_made_once(libraries):
    generation = "SELECT generation FROM collections"  # another one after each change
    before = execute(libraries.of(100), generation)

    again = execute(libraries.of(100), generation)

    assert again == before


def test_a_library_that_was_cut_short_is_completed(libraries):
    folder = libraries.of(120)
    with Library.open(IndexConfig(folder)) as library:
        last = library.documents()[0].source
        library.remove(last)

    libraries.of(120)

    with Library.open(IndexConfig(folder)) as library:
        assert library.documents()[0].source == last


def test_a_library_of_another_model_is_made_anew(libraries):
    folder = libraries.of(80)
    made = "SELECT DISTINCT fingerprint FROM documents"
    right = execute(folder, made)
    execute(folder, "UPDATE documents SET fingerprint = 'another model'")

    libraries.of(80)

    assert execute(folder, made) == right


def test_a_copy_may_be_changed(libraries):
    kept = libraries.of(100)
    before = sizes(kept)

    with libraries.copy_of(100) as copy, Library.open(IndexConfig(copy)) as library:
        library.add(Document("new", "New", "A new article has come."))
    gone = copy.exists()

    assert (sizes(kept), gone) == (before, False)


def test_a_known_text_has_its_own_vector_and_any_other_one_like_a_known_one():
    model = HashEncoder()
    texts = [f"text {n}" for n in range(20)]
    known = dict(zip(texts, model.encode(texts), strict=True))

    vectors = Imitation(model, known).encode(["text 3", "never seen"])

    assert np.array_equal(vectors[0], known["text 3"])
    nearest = max(float(vectors[1] @ vector) for vector in known.values())
    assert 0.7 < nearest < 0.95
    assert np.linalg.norm(vectors[1]) == pytest.approx(1, abs=1e-6)


def test_a_made_up_vector_is_the_same_every_time():
    model = HashEncoder()
    known = {"text": model.encode(["text"])[0]}

    one, other = (Imitation(model, known).encode(["never seen"]) for _ in range(2))

    assert np.array_equal(one, other)


def test_a_library_with_made_up_vectors_can_be_asked_with_the_model(libraries):
    with Library.open(IndexConfig(libraries.of(100))) as library:
        answer = library.ask(
            Query("How many Ukrainian drone strikes did the ministry in Moscow report?")
        )

    assert "upwards of 900" in answer.citations[0].excerpt
