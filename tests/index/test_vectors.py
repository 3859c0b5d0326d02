"""The FAISS files: when they are written, what is believed of them, and what they find."""

import logging
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from index import Document, Library
from index.store import faiss_index, faiss_kinds
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

RIVERS = Document("rivers", "Rivers", "Salmon spawn in gravel.")
LAKES = Document("lakes", "Lakes", "Otters eat fish.")
WOODS = Document("woods", "Woods", "Owls hunt mice.")


@pytest.fixture(autouse=True)
def _every_change_is_much(monkeypatch):
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 0)


@pytest.fixture
def shelf(config):
    opened = Shelf(config)
    yield opened
    opened.store.close()


class Shelf:
    """A library, and ways to look at its vectors; `restart` is what a kill leaves behind that
    comes when no file is being written."""

    def __init__(self, config):
        self.config = config
        self._open()

    def restart(self, encoder=None):
        self.settle()
        self._open(encoder)

    def _open(self, encoder=None):
        self.encoder = encoder or HashEncoder()
        self.store = SqliteStore(self.config.data_dir)
        self.library = Library(self.store, self.encoder, self.config)

    def add(self, *documents: Document) -> None:
        for document in documents:
            self.library.add(document)

    def nearest(self, text: str, k: int = 1) -> list[str]:
        found = self.store.nearest(self.encoder.encode([text])[0], ("shared",), None, k)
        return [passage.text for passage in found]

    def settle(self) -> None:
        """Wait until no file is being written."""
        while self.store._files._begun:
            time.sleep(0.01)

    @property
    def files(self) -> list[Path]:
        self.settle()
        folder = self.config.data_dir / "faiss"
        return sorted(folder.iterdir()) if folder.exists() else []


def read(monkeypatch) -> list[int]:
    """Collects how many vectors are read out of SQLite from now on."""
    sizes, build = [], faiss_index.build

    def counted(chunks, dimension, count):
        sizes.append(count)
        return build(chunks, dimension, count)

    monkeypatch.setattr(faiss_index, "build", counted)
    return sizes


@pytest.fixture
def gate(monkeypatch) -> threading.Event:
    """No file is written on before it is set."""
    opened, build = threading.Event(), faiss_index.build

    def waiting(chunks, dimension, count):
        assert opened.wait(10), "whoever adds or asks waits for the file"
        return build(chunks, dimension, count)

    monkeypatch.setattr(faiss_index, "build", waiting)
    yield opened
    opened.set()


def test_few_sentences_need_no_file(shelf, monkeypatch):
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 1)
    shelf.add(RIVERS)
    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]

    shelf.store.close()

    assert shelf.files == []


def test_what_is_added_is_found_beside_the_file(shelf, monkeypatch):
    shelf.add(RIVERS)
    (before,) = shelf.files
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 9)

    shelf.add(LAKES, WOODS)

    assert shelf.nearest("Otters eat fish.") == [LAKES.text]
    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]
    assert shelf.files == [before]


def test_much_change_replaces_the_file(shelf):
    shelf.add(RIVERS)
    (first,) = shelf.files

    shelf.add(LAKES)
    (second,) = shelf.files
    shelf.library.remove("rivers")
    (third,) = shelf.files

    assert len({first, second, third}) == 3
    assert shelf.nearest("Salmon spawn in gravel.", 9) == [LAKES.text]


def test_what_is_left_is_found_where_all_that_lay_nearer_was_removed(shelf, monkeypatch):
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 99)
    salmon = "\n\n".join(f"Salmon spawn in gravel number {n}." for n in range(60))
    shelf.add(Document("salmon", "Salmon", salmon), LAKES)
    assert shelf.nearest("Salmon spawn in gravel number 7.") == ["Salmon spawn in gravel number 7."]

    shelf.library.remove("salmon")

    assert shelf.nearest("Salmon spawn in gravel number 7.") == [LAKES.text]


def test_whatever_the_vectors_say_only_what_is_of_the_collection_is_found(shelf, monkeypatch):
    shelf.add(RIVERS)
    shelf.library.add(LAKES, "guild:1")
    shelf.settle()
    monkeypatch.setattr(faiss_index.FaissIndex, "search", lambda *_: [(1.0, 1), (1.0, 2)])

    assert shelf.nearest("Otters eat fish.", 9) == [RIVERS.text]


def test_after_a_kill_the_file_is_used_and_only_what_is_newer_is_read(shelf, monkeypatch):
    shelf.add(RIVERS)
    shelf.settle()
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 9)
    shelf.add(LAKES)
    built = read(monkeypatch)

    shelf.restart()

    assert shelf.nearest("Otters eat fish.") == [LAKES.text]
    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]
    assert built == []


def test_removed_sentences_take_no_place_though_the_file_has_them(shelf, monkeypatch):
    shelf.add(WOODS, *(Document(f"r{n}", "", "Salmon spawn in gravel.") for n in range(9)))
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 99)

    for n in range(9):
        shelf.library.remove(f"r{n}")

    assert shelf.nearest("Salmon spawn in gravel.") == [WOODS.text]


def test_a_file_of_a_restored_backup_is_not_believed(shelf):
    shelf.add(RIVERS)
    (file,) = shelf.files
    old = file.read_bytes()
    shelf.library.remove("rivers")
    shelf.add(LAKES)
    (now,) = shelf.files

    now.write_bytes(old)
    shelf.restart()

    assert shelf.nearest("Otters eat fish.") == [LAKES.text]


def test_a_file_that_sqlite_does_not_know_is_not_believed(shelf, monkeypatch):
    shelf.add(RIVERS)
    known, content = shelf.files[0], shelf.files[0].read_bytes()
    shelf.store._database.execute("UPDATE vector_files SET generation = generation - 1")
    monkeypatch.setattr(faiss_index, "MIN_CHANGES", 9)
    built = read(monkeypatch)

    shelf.restart()

    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]
    assert built == [1]
    assert known.read_bytes() == content


def test_another_dimension_begins_a_new_file(shelf):
    shelf.add(RIVERS, LAKES)

    shelf.restart(HashEncoder("other", dimension=32))
    shelf.library.reindex()

    assert shelf.nearest("Otters eat fish.", 9) == [LAKES.text, RIVERS.text]
    shelf.restart(shelf.encoder)
    assert shelf.nearest("Otters eat fish.") == [LAKES.text]


def test_two_writers_leave_one_file_that_both_believe(shelf):
    shelf.add(RIVERS)
    other = Shelf(shelf.config)
    shelf.add(LAKES)
    other.add(WOODS)
    other.settle()

    for opened in (shelf, other):
        assert opened.nearest("Otters eat fish.") == [LAKES.text]
        assert opened.nearest("Owls hunt mice.") == [WOODS.text]
    assert len(shelf.files) == 1
    other.store.close()


def test_who_adds_and_asks_does_not_wait_for_the_file(shelf, monkeypatch, gate):
    gate.set()
    shelf.add(RIVERS)
    (first,) = shelf.files
    gate.clear()

    shelf.add(LAKES)
    shelf.add(WOODS)

    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]
    assert shelf.nearest("Owls hunt mice.") == [WOODS.text]
    gate.set()
    (second,) = shelf.files
    assert second != first
    assert shelf.nearest("Owls hunt mice.") == [WOODS.text]


def test_what_is_added_while_a_file_is_written_is_in_it_after_closing(shelf, monkeypatch, gate):
    shelf.add(RIVERS)
    shelf.add(LAKES)
    gate.set()

    shelf.store.close()
    built = read(monkeypatch)
    shelf.restart()

    assert shelf.nearest("Otters eat fish.") == [LAKES.text]
    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]
    assert built == []
    assert len(shelf.files) == 1


def test_many_additions_meanwhile_begin_one_file(shelf, monkeypatch, gate):
    begun, write = [], faiss_index.FaissIndex.write
    monkeypatch.setattr(
        faiss_index.FaissIndex, "write", lambda *args: begun.append(1) or write(*args)
    )

    shelf.add(*(Document(f"r{n}", "", f"Salmon number {n}.") for n in range(9)))
    gate.set()
    shelf.settle()

    assert begun == [1]


def test_a_question_that_began_before_a_new_file_need_not_read_all_vectors(shelf, monkeypatch):
    shelf.add(RIVERS)
    shelf.settle()
    shelf.nearest("Salmon spawn in gravel.")
    built = read(monkeypatch)

    with shelf.store.reading():
        assert len(shelf.library.documents()) == 1
        writer = threading.Thread(target=lambda: (shelf.add(LAKES), shelf.settle()))
        writer.start()
        writer.join()
        assert built == [2]

        assert shelf.nearest("Salmon spawn in gravel.", 9) == [RIVERS.text]

    assert shelf.nearest("Otters eat fish.") == [LAKES.text]
    assert built == [2]


def test_closing_leaves_no_thread_behind(shelf):
    before = threading.active_count()
    shelf.add(RIVERS)
    assert threading.active_count() == before + 1

    shelf.store.close()

    assert threading.active_count() == before


def test_a_file_that_cannot_be_written_costs_no_article_and_is_told(shelf, caplog):
    (shelf.config.data_dir / "faiss").touch()  # where the folder should be

    with caplog.at_level(logging.WARNING):
        shelf.add(RIVERS)
        shelf.settle()

    assert "the vectors of shared are not saved, only in the database: " in caplog.text
    assert shelf.nearest("Salmon spawn in gravel.") == [RIVERS.text]


KILLED = """
import os, sys, time
from pathlib import Path
from index import Document, IndexConfig, Library
from index.store import faiss_index
from index.store.sqlite import SqliteStore
from tests.index.fakes import HashEncoder

faiss_index.MIN_CHANGES = 0
build = faiss_index.build
def slow(*args):
    os.write(1, b"begun ")
    time.sleep(60)
faiss_index.build = slow
config = IndexConfig(Path(sys.argv[1]))
library = Library(SqliteStore(config.data_dir), HashEncoder(), config)
for name in ("Salmon spawn in gravel.", "Otters eat fish.", "Owls hunt mice."):
    library.add(Document(name, name, name))
os.write(1, b"added ")
time.sleep(60)
"""


def test_a_kill_while_a_file_is_written_loses_nothing(shelf):
    command = [sys.executable, "-c", KILLED, str(shelf.config.data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        told = writer.stdout.read(12)
        writer.kill()

    assert sorted(told.split()) == [b"added", b"begun"]
    assert writer.returncode == -signal.SIGKILL
    shelf.restart()
    for document in (RIVERS, LAKES, WOODS):
        assert shelf.nearest(document.text) == [document.text]
    shelf.add(Document("new", "New", "Herons wait."))
    assert len(shelf.files) == 1
    assert shelf.nearest("Herons wait.") == ["Herons wait."]


def test_what_is_rounded_in_the_file_is_compared_again_by_the_vectors_themselves(
    shelf, monkeypatch
):
    monkeypatch.setattr(faiss_kinds, "FEW", 0)
    words = [f"word{number}" for number in range(12)]
    chance = random.Random(7)
    lines = [f"Line {n} {' '.join(chance.choices(words, k=9))}." for n in range(300)]
    shelf.add(Document("lines", "Lines", "\n\n".join(lines)))
    shelf.restart()

    for asked in lines[:40]:
        question = shelf.encoder.encode([asked])[0]
        passages = shelf.store.passages(range(1, 301))
        best = sorted(passages, key=lambda p: (-float(p.vector @ question), p.id))[:10]
        found = shelf.store.nearest(question, ["shared"], None, 10)
        assert [passage.id for passage in found] == [passage.id for passage in best]


def test_a_large_collection_is_kept_in_clusters_too(shelf, monkeypatch):
    monkeypatch.setattr(faiss_kinds, "EXACT", 20)
    sentences = [f"Owl number {n} hunts mouse {7 * n}." for n in range(60)]

    shelf.add(Document("owls", "Owls", "\n\n".join(sentences)))
    shelf.restart()
    found = shelf.nearest(sentences[41], 5)

    assert found[0] == sentences[41]
    assert shelf.files[0].stat().st_size < 60 * 64 * 4 + 20_000
