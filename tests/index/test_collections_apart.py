"""What one collection holds changes nothing in the answers of another."""

import pytest

from index import Document, IndexConfig, Library, Query
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

HERE, THERE = "guild:1", "guild:2"
RIVERS = Document(
    "rivers",
    "Rivers",
    "Salmon spawn in gravel beds. Otters eat fish at night. The ferry crosses at noon.",
)
OTHERS = Document(
    "others",
    "Salmon in gravel",
    "\n\n".join(
        f"Salmon number {n} spawn at night; household {n} keeps otters." for n in range(40)
    ),
)
QUESTIONS = [
    "Where do salmon spawn?",
    "Do ferries cross in gravel?",
    "Do otters cross at noon?",
    "Who keeps a houshold?",
]


@pytest.fixture
def library(tmp_path):
    with Library(SqliteStore(tmp_path), HashEncoder(), IndexConfig(tmp_path)) as library:
        library.add(RIVERS, HERE)
        yield library


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_article_of_one_guild_leaves_answers_of_another_as_they_were(library, question):
    query = Query(question, (HERE, "shared"))
    hits, answer = library.search(query), library.ask(query)

    library.add(OTHERS, THERE)
    added = library.search(query), library.ask(query)
    library.remove("others", THERE)

    assert hits
    assert added == (hits, answer)  # confidences to the last bit
    assert (library.search(query), library.ask(query)) == (hits, answer)


def test_rarity_is_counted_over_all_collections_that_are_read(library):
    query = Query("Where do salmon spawn at night?", (HERE, "shared"))
    before = library.search(query)[0].score

    library.add(OTHERS)

    assert library.search(query)[0].score != before
    store = library._store
    assert store.document_frequencies(["household", "ferri"], [HERE]) == (3, {"ferri": 2})
    assert store.document_frequencies(["household", "ferri"], [HERE, "shared"]) == (
        43,
        {"ferri": 2, "household": 40},
    )


def test_a_misspelt_word_is_mended_by_what_may_be_read(library):
    library.add(OTHERS, THERE)
    store = library._store

    assert store.vocabulary("h", [HERE]) == []
    assert store.vocabulary("h", [THERE]) == store.vocabulary("h", [HERE, THERE]) == ["household"]
