"""Who is meant by a name is looked up by its words, in step with what is quoted now."""

import pytest

from index import Document, IndexConfig, Library, Query
from index.speakers import key_word, name_words, names_match
from index.speech import find_speakers
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

HERE, THERE = "guild:1", "guild:2"
TOWN = Document(
    "town",
    "Town",
    '"The river is clean," said Mayor José Álvarez. "Salmon are back," the harbour master said. '
    '"We need money," said Mara Lindqvist.',
)
COURT = Document("court", "Court", '"Never," said Anna Lindqvist. "No," said Tom Reed.')


@pytest.fixture
def store(tmp_path):
    store = SqliteStore(tmp_path)
    library = Library(store, HashEncoder(), IndexConfig(tmp_path))
    library.add(TOWN, HERE)
    library.add(COURT, HERE)
    library.add(Document("far", "Far", '"Yes," said Ola Lindqvist. "No," Kim Vos said.'), THERE)
    yield store
    store.close()


def who(store: SqliteStore, name: str, source: str | None = None, shelf: str = HERE) -> list[str]:
    return find_speakers(store, Query(name, (shelf,), source), name)


@pytest.mark.parametrize(
    ("name", "speakers"),
    [
        ("Lindqvist", ["Anna Lindqvist", "Mara Lindqvist"]),
        ("mara", ["Mara Lindqvist"]),
        ("Mara Lindqvist's", ["Mara Lindqvist"]),
        ("President Alvarez", ["José Álvarez"]),
        ("the harbour master", ["the harbour master"]),
        ("Lindqvits", ["Anna Lindqvist", "Mara Lindqvist"]),
        ("Ben Lindqvist", []),
        ("Vos", []),
        ("...", []),
    ],
)
def test_a_name_finds_those_whom_it_fits(store, name, speakers):
    assert who(store, name) == speakers


def test_a_cue_that_has_all_the_words_tells_who_holds_an_office(store):
    assert who(store, "the mayor") == ["José Álvarez"]
    assert who(store, "the harbour mayor") == []


def test_one_article_may_be_meant(store):
    assert who(store, "Lindqvist", "court") == ["Anna Lindqvist"]
    assert who(store, "the mayor", "court") == []
    assert who(store, "Lindqvits", "court") == ["Anna Lindqvist"]


def test_what_another_collection_holds_is_not_found(store):
    assert who(store, "Lindqvist", shelf=THERE) == ["Ola Lindqvist"]
    assert store.names("", [HERE], None) == sorted({
        "jose", "josé", "alvarez", "álvarez", "the", "harbour", "master", "mara", "lindqvist",
        "anna", "tom", "reed",
    })  # fmt: skip


def test_nobody_is_found_any_more_who_is_not_quoted_any_more(store, tmp_path):
    library = Library(store, HashEncoder(), IndexConfig(tmp_path))
    library.add(Document("court", "Court", '"Never," said Tom Reed.'), HERE)
    library.remove("town", HERE)

    assert store.names("", [HERE], None) == ["reed", "tom"]
    assert store.cued(["mayor"], [HERE], None) == []


@pytest.mark.parametrize(
    ("asked", "speaker"),
    [
        ("peskov's", "Kremlin spokesman Dmitry Peskov"),
        ("Lavrov", "Dmitry Peskov and Sergei Lavrov"),
        ("President Dmitry Peskov Jr.", "Dmitry Peskov"),
        ("Jean-Marie", "Jean-Marie Le Pen"),
        ("Müller", "Herr Muller"),
    ],
)
def test_whom_a_name_fits_has_its_key_word(asked, speaker):
    assert names_match(asked, speaker)
    assert key_word(asked) in name_words(speaker)
