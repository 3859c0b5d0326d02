"""What of the store the library does not show: what is left behind, and what FAISS holds."""

import sqlite3
import threading
import time
from contextlib import closing
from datetime import date

import numpy as np
import pytest

from index import Document, Period, Query
from index.errors import LibraryError
from index.library import Library
from index.store import Publication
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

ENCODER = HashEncoder()


@pytest.fixture
def store(config):
    opened = SqliteStore(config.data_dir)
    yield opened
    opened.close()


@pytest.fixture
def library(store, config):
    return Library(store, ENCODER, config)


def nearest(store: SqliteStore, text: str, k: int, period: Period | None = None) -> list[str]:
    found = store.nearest(ENCODER.encode([text])[0], ("shared",), None, k, period)
    return [passage.text for passage in found]


def test_a_removed_article_leaves_no_word_behind(library, store):
    library.add(Document("rivers", "Rivers", "Salmon spawn in gravel."))
    assert "salmon" in store.vocabulary("s", ["shared"])

    library.remove("rivers")

    assert store.vocabulary("s", ["shared"]) == []


def test_the_words_of_a_replaced_article_are_counted_once(library, store):
    library.add(Document("rivers", "Rivers", "Salmon spawn in gravel. Salmon rest."))
    library.add(Document("lakes", "Lakes", "Salmon rest."))

    library.add(Document("rivers", "Rivers", "Otters eat salmon."))

    counted = store.document_frequencies(["salmon", "otter", "gravel", "river"], ["shared"])
    assert counted == (2, {"salmon": 2, "otter": 1, "river": 1})


def test_words_are_looked_for_in_the_named_article_only(library, store):
    library.add(Document("rivers", "", "Salmon spawn in gravel."))
    library.add(Document("lakes", "", "Salmon rest here."))

    found = store.matching(["salmon"], ["shared"], "lakes", 9)

    assert [passage.text for passage in found] == ["Salmon rest here."]


def test_a_removed_article_takes_no_place_among_the_nearest(library, store):
    library.add(Document("rivers", "Rivers", "Salmon spawn in gravel."))
    library.add(Document("lakes", "Lakes", "Otters eat fish."))
    assert nearest(store, "Salmon spawn in gravel.", 1) == ["Salmon spawn in gravel."]

    library.remove("rivers")

    assert nearest(store, "Salmon spawn in gravel.", 1) == ["Otters eat fish."]


def test_vectors_come_back_as_they_were_stored(library, store):
    library.add(Document("rivers", "Rivers", "Salmon spawn in gravel."))

    (passage,) = store.nearest(ENCODER.encode(["Salmon"])[0], ("shared",), None, 9)

    np.testing.assert_array_equal(passage.vector, ENCODER.encode(["Salmon spawn in gravel."])[0])


class MeddledStore(SqliteStore):
    """Somebody else replaces an article after the hits are found and before they are cited."""

    def document(self, collection: str, source: str) -> Document | None:
        """As it was when the question was asked."""
        self.meddle()
        return super().document(collection, source)


def test_an_answer_is_of_one_state_of_the_store(config):
    store = MeddledStore(config.data_dir)
    asked = Library(store, ENCODER, config)
    other_store = SqliteStore(config.data_dir)
    other = Library(other_store, ENCODER, config)
    other.add(Document("rivers", "Rivers", "Salmon spawn in gravel."))
    store.meddle = lambda: other.add(Document("rivers", "Rivers", "Only otters live here."))

    (citation,) = asked.ask(Query("Salmon spawn in gravel")).citations

    assert citation.excerpt == "Salmon spawn in gravel."
    assert asked.ask(Query("Salmon spawn in gravel")).citations == ()
    store.close()
    other_store.close()


def test_the_nearest_of_a_period_are_found_behind_nearer_ones_of_other_days(library, store):
    for day in range(1, 29):
        text = "Salmon spawn in gravel." if day < 28 else "Otters eat fish."
        library.add(Document(f"{day}", "Rivers", text, published=f"2026-02-{day:02}"))
    library.add(Document("undated", "Rivers", "Salmon spawn in sand."))

    last = Period(date(2026, 2, 27), date(2026, 2, 28))

    assert nearest(store, "Salmon spawn in gravel.", 5, last) == [
        "Salmon spawn in gravel.",
        "Otters eat fish.",
    ]


def test_words_and_size_of_a_period_are_those_of_its_days_only(library, store):
    for day in (3, 1, 4, 2):  # as they were found, not as they appeared
        library.add(Document(f"{day}", "R", f"Salmon number {day}.", published=f"2026-02-0{day}"))
    library.add(Document("undated", "R", "Salmon number 9. Another one."))
    where = (("shared",), None)

    def words(period):
        return {p.text for p in store.matching(["salmon"], *where, 9, period)}

    assert words(Period(date(2026, 2, 3))) == {"Salmon number 3.", "Salmon number 4."}
    assert words(Period(None, date(2026, 2, 1))) == {"Salmon number 1."}
    assert store.size(*where, Period(date(2026, 2, 2), date(2026, 2, 3))) == 2
    assert store.size(*where) == 6


def test_the_store_knows_when_its_documents_were_published(library, store):
    assert store.publication(("shared",), None) == Publication(None, None, 0)

    library.add(Document("old", "R", "Salmon.", published="2024-02-29"))
    library.add(Document("new", "R", "Otters.", published="2026-11-24"))
    library.add(Document("undated", "R", "Eels."))
    library.add(Document("theirs", "R", "Trout.", published="2027-01-01"), "guild:1")

    old, new = date(2024, 2, 29), date(2026, 11, 24)
    assert store.publication(("shared",), None) == Publication(old, new, 1)
    assert store.publication(("shared",), "undated") == Publication(None, None, 1)


def test_the_store_knows_the_languages_of_what_may_be_read(library, store):
    library.add(Document("rivers", "Rivers", "Salmon spawn in gravel."))
    library.add(Document("lachse", "Lachse", "Lachse laichen im Kies.", language="de"))
    library.add(Document("truchas", "Truchas", "Las truchas nadan.", language="es"), "guild:1")

    assert store.languages(["shared"], None) == ["de", "en"]
    assert store.languages(["shared", "guild:1"], None) == ["de", "en", "es"]
    assert store.languages(["shared"], "lachse") == ["de"]
    assert store.languages(["guild:1"], "lachse") == []
    found = store.matching(["lachs"], ["shared"], None, 9)
    assert {passage.language for passage in found} == {"de"}


@pytest.mark.usefixtures("store")
def test_the_pages_of_a_new_index_have_little_room_unused_between_vectors(config):
    page = int.from_bytes((config.data_dir / "index.sqlite3").read_bytes()[16:18])
    vector = 384 * 4 + 12  # bytes with its id and lengths

    assert page // vector * vector > 0.9 * page


def test_an_index_with_pages_of_another_size_keeps_them_and_is_used(config):
    config.data_dir.mkdir()
    with closing(sqlite3.connect(config.data_dir / "index.sqlite3")) as older:
        older.execute("PRAGMA page_size = 4096")
        older.execute("PRAGMA journal_mode = WAL")

    with Library(SqliteStore(config.data_dir), ENCODER, config) as library:
        library.add(Document("rivers", "Rivers", "Salmon spawn in gravel."))
        found = library.search(Query("Where do salmon spawn?"))

    assert [hit.source for hit in found] == ["rivers"]
    page = int.from_bytes((config.data_dir / "index.sqlite3").read_bytes()[16:18])
    assert page == 4096


def test_closing_waits_for_a_question_and_refuses_the_next(library, store):
    salmon = "\n\n".join(f"Salmon number {n} spawn in gravel." for n in range(300))
    library.add(Document("rivers", "Rivers", salmon))
    asking, refused = threading.Barrier(9), []

    def ask_on() -> None:
        asking.wait()
        try:
            while True:
                library.ask(Query("Where do salmon spawn?"))
        except LibraryError as error:
            refused.append(str(error))

    people = [threading.Thread(target=ask_on) for _ in range(8)]
    for person in people:
        person.start()
    asking.wait()
    time.sleep(0.1)

    store.close()

    for person in people:
        person.join(10)
    assert len(refused) == 8
    assert all(sentence.endswith("index.sqlite3 is closed") for sentence in refused)
