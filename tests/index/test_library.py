import subprocess
import sys
import textwrap
import threading
import time

import pytest

from index import (
    ArticleEmpty,
    ArticleTooLarge,
    ArticleUnreadable,
    Document,
    IndexConfig,
    IndexDamaged,
    IndexMismatch,
    Library,
    Query,
    QueryError,
    UnknownArticle,
)
from index.store import faiss_index, sqlite_write
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

SALMON = "Salmon spawn in gravel. Otters eat fish."


def opened(config: IndexConfig, encoder: HashEncoder) -> Library:
    return Library(SqliteStore(config.data_dir), encoder, config)


@pytest.fixture
def fake():
    return HashEncoder()


@pytest.fixture
def plain(config, fake):
    """A library for what does not depend on meaning."""
    with opened(config, fake) as library:
        yield library


def excerpts(library: Library, question: str, *collections: str) -> list[str]:
    answer = library.ask(Query(question, collections or ("shared",)))
    return [citation.excerpt for citation in answer.citations]


def test_a_document_comes_back_as_it_was_added(plain):
    article = Document(
        "https://example.org/a", "Rivers", SALMON, "https://example.org/a", "Jo", "2026-01-31", "en"
    )

    plain.add(article)

    assert plain.document("https://example.org/a") == article


def test_the_catalogue_lists_the_newest_first(plain, document):
    plain.add(document("old", "Salmon spawn in gravel."))
    plain.add(document("new", SALMON, published="2026-01-31"))

    listed = plain.documents()

    assert [(d.source, d.sentences, d.published) for d in listed] == [
        ("new", 2, "2026-01-31"),
        ("old", 1, None),
    ]


def test_adding_says_what_it_did(plain, document):
    outcomes = [
        plain.add(document("rivers", text)).outcome
        for text in (SALMON, SALMON, "Salmon spawn in gravel. Otters eat crabs.")
    ]

    assert outcomes == ["added", "unchanged", "replaced"]


def test_an_unchanged_document_is_not_embedded_again(plain, document, fake):
    plain.add(document("rivers", SALMON))
    fake.encoded.clear()

    plain.add(document("rivers", SALMON))

    assert fake.encoded == []


def test_only_the_changed_sentence_is_embedded_again(plain, document, fake):
    plain.add(document("rivers", SALMON))
    fake.encoded.clear()

    addition = plain.add(document("rivers", "Salmon spawn in gravel. Otters eat crabs."))

    assert fake.encoded == ["Otters eat crabs."]
    assert addition.embedded == 1


def test_the_same_text_under_another_name_costs_nothing(plain, document, fake):
    plain.add(document("rivers", SALMON))
    fake.encoded.clear()

    plain.add(document("streams", SALMON))

    assert fake.encoded == []


def test_replacing_an_article_forgets_its_old_sentences(library, document):
    library.add(document("rivers", SALMON))
    library.add(document("rivers", "Otters eat fish."))

    assert excerpts(library, "Where do salmon spawn?") == []


def test_a_removed_article_answers_nothing(library, document):
    library.add(document("rivers", SALMON))
    assert excerpts(library, "Where do salmon spawn?") == ["Salmon spawn in gravel."]

    library.remove("rivers")

    assert excerpts(library, "Where do salmon spawn?") == []
    assert library.documents() == []


@pytest.mark.parametrize("act", ["document", "remove", "summary"])
def test_an_unknown_article_is_named(plain, act):
    with pytest.raises(UnknownArticle, match="'rivers' in shared"):
        getattr(plain, act)("rivers")


def test_collections_do_not_see_each_other(library, document):
    library.add(document("rivers", SALMON), collection="guild:1")

    assert excerpts(library, "Where do salmon spawn?", "guild:2", "shared") == []
    assert excerpts(library, "What did Salmon say?", "guild:2", "shared") == []
    assert library.documents("guild:2") == []
    assert excerpts(library, "Where do salmon spawn?", "guild:1") == ["Salmon spawn in gravel."]


def test_the_same_source_may_be_in_two_collections(plain, document):
    plain.add(document("rivers", SALMON), collection="guild:1")
    plain.add(document("rivers", "Otters eat crabs."), collection="guild:2")

    plain.remove("rivers", collection="guild:1")

    assert plain.document("rivers", "guild:2").text == "Otters eat crabs."


def test_a_question_may_be_about_one_article(library, document):
    library.add(document("rivers", SALMON))
    library.add(document("lakes", "Salmon are rare in lakes."))

    hits = library.search(Query("Where do salmon spawn?", source="lakes"))

    assert [(hit.source, hit.start, hit.end) for hit in hits] == [("lakes", 0, 25)]


def test_a_question_about_an_unknown_article_is_refused(plain):
    with pytest.raises(QueryError, match="There is no article 'lakes'"):
        plain.ask(Query("Where?", source="lakes"))


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_question_is_refused(plain, text):
    with pytest.raises(QueryError, match="empty"):
        plain.ask(Query(text))


def test_a_question_that_is_too_long_is_refused(plain):
    with pytest.raises(QueryError, match="4,001 characters"):
        plain.search(Query("a" * 4001))


@pytest.mark.parametrize(
    ("text", "published", "error"),
    [
        (" \n", None, ArticleEmpty),
        ("a" * 1_000_001, None, ArticleTooLarge),
        ("Salmon.", "31 January", ArticleUnreadable),
        ("Salmon.", "20260131", ArticleUnreadable),
    ],
)
def test_a_document_that_cannot_be_taken_changes_nothing(plain, text, published, error):
    with pytest.raises(error, match="rivers"):
        plain.add(Document("rivers", "Rivers", text, published=published))

    assert plain.documents() == []


def test_a_later_start_embeds_nothing(config, document):
    with opened(config, HashEncoder()) as library:
        library.add(document("rivers", SALMON))
    encoder = HashEncoder()

    with opened(config, encoder) as library:
        hits = library.search(Query("Otters"))

    assert encoder.encoded == ["Otters"]
    assert hits[0].start == 24


@pytest.mark.parametrize("harm", ["missing", "garbage", "truncated", "older"])
def test_a_harmed_vector_file_is_rebuilt_without_embedding(config, document, harm, monkeypatch):
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 0)
    with opened(config, HashEncoder()) as library:
        library.add(document("rivers", SALMON))
        library.search(Query("Otters"))
    (saved,) = (config.data_dir / "faiss").glob("*.faiss")
    content = saved.read_bytes()
    if harm == "missing":
        saved.unlink()
    elif harm == "older":
        saved.rename(saved.with_name("1.5.faiss"))
    else:
        saved.write_bytes(b"garbage" if harm == "garbage" else content[: len(content) // 2])
    encoder = HashEncoder()

    with opened(config, encoder) as library:
        hits = library.search(Query("Otters eat fish."))

    assert (hits[0].start, hits[0].end) == (24, 40)
    assert encoder.encoded == ["Otters eat fish."]
    assert [f.suffix for f in (config.data_dir / "faiss").iterdir()] == [".faiss"]


def test_a_database_that_is_none_is_named(config):
    config.data_dir.mkdir()
    (config.data_dir / "index.sqlite3").write_bytes(b"not a database at all" * 100)

    with pytest.raises(IndexDamaged, match=r"index\.sqlite3 cannot be read"):
        Library.open(config)


def test_what_another_process_adds_is_found(config, fake, document):
    with opened(config, fake) as ours, opened(config, HashEncoder()) as theirs:
        ours.add(document("rivers", "Salmon spawn in gravel."))
        assert len(ours.search(Query("Otters eat fish."))) == 1

        theirs.add(document("lakes", "Otters eat fish."))

        assert ours.search(Query("Otters eat fish."))[0].source == "lakes"


def test_another_model_is_refused_until_a_reindex(config, document):
    with opened(config, HashEncoder("one")) as library:
        library.add(document("rivers", SALMON), collection="guild:1")
    done = []

    with opened(config, HashEncoder("two", dimension=32)) as library:
        for act in (library.search, library.ask):
            with pytest.raises(IndexMismatch, match="guild:1 were indexed with another model"):
                act(Query("Otters", ("guild:1", "shared")))
        with pytest.raises(IndexMismatch):
            library.add(document("lakes", SALMON), collection="guild:1")
        assert library.ask(Query("Otters")).covered is False  # other collections go on

        count = library.reindex(progress=lambda *step: done.append(step))

        assert library.search(Query("Otters", ("guild:1",)))[0].start == 24
    assert (count, done) == (1, [(1, 1)])


def test_reindexing_what_is_up_to_date_writes_nothing(plain, document, monkeypatch):
    plain.add(document("rivers", SALMON))
    monkeypatch.setattr(plain._store, "replace", None)
    done = []

    assert plain.reindex(progress=lambda *step: done.append(step)) == 1

    assert done == [(1, 1)]


def test_reindexing_one_article_leaves_the_others(config, document):
    with opened(config, HashEncoder("one")) as library:
        library.add(document("rivers", SALMON))
        library.add(document("lakes", SALMON))

    with opened(config, HashEncoder("two")) as library:
        assert library.reindex("shared", source="lakes") == 1

        with pytest.raises(IndexMismatch):
            library.search(Query("Otters"))
        library.remove("rivers")
        assert library.search(Query("Otters")) != []


def test_an_article_stays_as_old_as_it_is_and_tells_when_it_was_last_read(
    config, document, monkeypatch
):
    days = (f"2026-01-0{n}" for n in range(1, 9))
    monkeypatch.setattr(sqlite_write, "now", lambda: next(days))
    with opened(config, HashEncoder("one")) as library:
        added = library.add(document("rivers", SALMON)).document
        replaced = library.add(document("rivers", f"{SALMON} Eels hide.")).document
        unchanged = library.add(document("rivers", f"{SALMON} Eels hide.")).document
    with opened(config, HashEncoder("two")) as library:
        library.reindex()
        reindexed = library.summary("rivers")

    ages = [(each.added, each.refreshed) for each in (added, replaced, unchanged, reindexed)]
    assert ages == [
        ("2026-01-01", "2026-01-02"),
        ("2026-01-01", "2026-01-03"),
        ("2026-01-01", "2026-01-04"),
        ("2026-01-01", "2026-01-04"),
    ]


def test_reindexing_one_collection_leaves_the_others(config, document):
    with opened(config, HashEncoder("one")) as library:
        library.add(document("rivers", SALMON), collection="guild:1")
        library.add(document("rivers", SALMON), collection="guild:2")

    with opened(config, HashEncoder("two")) as library:
        library.reindex("guild:1")

        assert library.search(Query("Otters", ("guild:1",))) != []
        with pytest.raises(IndexMismatch):
            library.search(Query("Otters", ("guild:2",)))


def test_readers_see_the_old_article_or_the_new_one(plain, document):
    """Whatever is replaced meanwhile, a citation is whole sentences of one of the texts."""
    texts = [f"{'Oh, ' * n}pebbles shift. Salmon spawn in gravel {n}." for n in range(12)]
    plain.add(document("rivers", texts[0]))
    stop, torn = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            for citation in plain.ask(Query("Salmon spawn in gravel")).citations:
                if citation.excerpt not in (text[-len(citation.excerpt) :] for text in texts):
                    torn.append(citation)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for text in texts * 3:
        plain.add(document("rivers", text))
    stop.set()
    for reader in readers:
        reader.join()

    assert torn == []


WRITER = """
    import itertools, resource, sys
    from pathlib import Path
    from index import Document, IndexConfig, Library
    from index.store.sqlite import SqliteStore
    from tests.index.fakes import HashEncoder

    config = IndexConfig(Path(sys.argv[1]))
    if sys.argv[2] == "full disk":
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
    library = Library(SqliteStore(config.data_dir), HashEncoder(), config)
    for n in itertools.count():
        text = " ".join(f"Round {n} sentence {i}." for i in range(60))
        library.add(Document("rivers", "Rivers", text))
        if sys.argv[2] == "full disk":
            library.add(Document(f"copy {n}", "Copy", text))
        print(n, flush=True)
"""


def write_in_another_process(config: IndexConfig, how: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(config.data_dir), how],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def assert_whole(config: IndexConfig) -> None:
    """The one article is there, of one round, and every sentence of it can be found."""
    with opened(config, HashEncoder()) as library:
        text = library.document("rivers").text
        hits = library.search(Query("sentence", source="rivers", k=100))
        assert sorted(text[hit.start : hit.end].split()[-1] for hit in hits) == sorted(
            f"{i}." for i in range(60)
        )
        assert {text[hit.start : hit.end].split()[1] for hit in hits} == {text.split()[1]}


def test_a_killed_writer_leaves_a_whole_index(config):
    for delay in (0.0, 0.02, 0.05):
        writer = write_in_another_process(config, "killed")
        writer.stdout.readline()
        time.sleep(delay)
        writer.kill()
        writer.wait()

        assert_whole(config)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file size limit")
def test_a_full_disk_is_a_clear_error_and_loses_nothing(config):
    writer = write_in_another_process(config, "full disk")
    errors = writer.stderr.read()
    writer.wait()

    assert "LibraryError: The index" in errors
    assert "check the disk" in errors
    assert_whole(config)
