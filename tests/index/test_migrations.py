"""A file of an earlier version is opened by this one: nothing is lost, nothing is embedded."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import Document, IndexConfig, Library, Query
from index.entries import fingerprint, make_entries
from index.speakers import find_quotations
from index.store.schema import MIGRATIONS
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

ARTICLE = Document(
    "rivers",
    "Rivers",
    "Salmon spawn in gravel. “We have counted nine hundred salmon this year,” said Anna Berg.\n\n"
    "Otters eat fish in Zürich.",
    published="2026-11-20",
)
TERMS = ["salmon", "otter", "zurich", "the", "absent"]


def write_version_1(folder: Path, model: Library) -> None:
    """The file that version 0.1.0 made of ARTICLE: its schema, and its statements."""
    entries, _ = make_entries(ARTICLE, HashEncoder(), model)
    folder.mkdir()
    file = sqlite3.connect(folder / "index.sqlite3")
    for statement in MIGRATIONS[0].split(";"):
        file.execute(statement)
    file.execute("INSERT INTO collections VALUES (1, 'shared', 5)")
    file.execute(
        "INSERT INTO documents VALUES (7, 1, ?, ?, ?, NULL, NULL, ?, 'en', ?, '2026-11-21')",
        (
            ARTICLE.source,
            ARTICLE.title,
            ARTICLE.text,
            ARTICLE.published,
            fingerprint(HashEncoder()),
        ),
    )
    for number, entry in enumerate(entries, start=40):
        file.execute(
            "INSERT INTO sentences VALUES (?, 7, ?, ?, ?, ?)",
            (
                number,
                entry.sentence.start,
                entry.sentence.end,
                entry.digest,
                entry.vector.tobytes(),
            ),
        )
        file.execute(
            "INSERT INTO words (rowid, terms, context) VALUES (?, ?, ?)",
            (number, entry.terms, entry.context),
        )
    for said in find_quotations(ARTICLE.text):
        file.execute(
            "INSERT INTO quotations VALUES (NULL, 7, ?, ?, ?, ?, ?)",
            (said.start, said.end, said.speaker, said.cue.start, said.cue.end),
        )
    file.execute("PRAGMA user_version = 1")
    file.commit()
    file.close()


@pytest.fixture
def fresh(tmp_path):
    store = SqliteStore(tmp_path / "fresh")
    Library(store, HashEncoder(), IndexConfig(tmp_path)).add(ARTICLE)
    yield store
    store.close()


@pytest.fixture
def migrated(tmp_path, fresh):
    write_version_1(tmp_path / "old", fresh)
    store = SqliteStore(tmp_path / "old")
    yield store
    store.close()


def passages(store: SqliteStore) -> list:
    found = store.passages(range(1, 100))
    return [(replace(passage, id=0, vector=None), passage.vector.tolist()) for passage in found]


def test_a_file_of_version_1_comes_out_as_if_indexed_now(migrated, fresh):
    assert passages(migrated) == passages(fresh)
    assert [p.speaker for p, _ in passages(migrated)] == [None, "Anna Berg", None]
    assert migrated.document("shared", "rivers") == ARTICLE
    assert migrated.quotations("shared", "rivers") == fresh.quotations("shared", "rivers")
    for store in (migrated, fresh):
        assert store.names("", ["shared"], None) == ["anna", "berg"]
        assert store.called("berg", ["shared"], None) == ["Anna Berg"]
        assert store.cued(["said", "anna"], ["shared"], None) == ["Anna Berg"]
        (said,) = store.spoken(["shared"], None, ["Anna Berg"])
        assert (said.text, said.cue) == (ARTICLE.text[24:72], "said Anna Berg")
        (line,) = store.summaries("shared")
        assert (line.characters, line.sentences) == (len(ARTICLE.text), 3)
        assert store.size(["shared"], None) == store.size(["shared"], "rivers") == 3
        assert store.document_frequencies(TERMS, ["shared"]) == (
            3,
            {"salmon": 3, "otter": 2, "zurich": 2},
        )


def test_a_file_of_version_1_is_asked_without_embedding(migrated, tmp_path):
    encoder = HashEncoder()
    library = Library(migrated, encoder, IndexConfig(tmp_path))

    hits = library.search(Query("Otters eat fish"))

    assert encoder.encoded == ["Otters eat fish"]
    assert hits[0].start == ARTICLE.text.index("Otters")


def test_ids_are_not_used_again_after_a_migration(migrated, tmp_path):
    migrated.remove("shared", "rivers")
    Library(migrated, HashEncoder(), IndexConfig(tmp_path)).add(ARTICLE)

    found = migrated.nearest(np.ones(64, np.float32), ["shared"], None, 9)

    assert min(passage.id for passage in found) > 42
