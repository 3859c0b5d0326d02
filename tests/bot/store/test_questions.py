"""The questions that buttons refer to: found for a few days, where they were asked; then gone."""

import sqlite3
import time
from contextlib import closing, contextmanager

import pytest

from bot.errors import ButtonExpired
from bot.store.database import Database
from bot.store.questions import DAY, AskedQuestion, Asker, Questions
from index import LibraryError

ANNA, BEN = 111_222_333, 444_555_666
HERE, THERE = 7, 8
FISH = AskedQuestion("Which secret fish?", "rivers.txt")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "bot.sqlite3"


@pytest.fixture
def questions(path):
    with opened(path) as questions:
        yield questions


@contextmanager
def opened(path):
    """As a start of the program does it."""
    with closing(Database.open(path)) as database:
        yield Questions(database, days=7)


def is_kept(questions: Questions, token: str, guild_id: int | None) -> bool:
    try:
        return questions.find(token, guild_id) == FISH
    except ButtonExpired:
        return False


@pytest.mark.parametrize("guild_id", [HERE, None])
def test_a_question_is_found_by_its_token_also_after_a_restart(path, questions, guild_id):
    token = questions.keep(FISH, Asker(ANNA, guild_id))

    with opened(path) as again:
        assert again.find(token, guild_id) == FISH


@pytest.mark.parametrize(("asked", "pressed"), [(HERE, THERE), (HERE, None), (None, HERE)])
def test_a_question_is_not_found_from_elsewhere(questions, asked, pressed):
    token = questions.keep(FISH, Asker(ANNA, asked))

    with pytest.raises(ButtonExpired, match="Please ask the question again"):
        questions.find(token, pressed)


def test_a_token_fits_into_a_button_and_is_never_the_same(questions):
    tokens = {questions.keep(FISH, Asker(ANNA, HERE)) for _ in range(50)}

    assert {len(token) for token in tokens} == {22}
    assert len(tokens) == 50


def test_a_question_is_found_for_its_days_and_deleted_by_the_next(questions, path, monkeypatch):
    now = time.time()
    token = questions.keep(FISH, Asker(ANNA, HERE))

    monkeypatch.setattr("time.time", lambda: now + 7 * DAY - 60)
    assert is_kept(questions, token, HERE)
    monkeypatch.setattr("time.time", lambda: now + 7 * DAY + 60)
    assert not is_kept(questions, token, HERE)

    questions.keep(AskedQuestion("Another?", None), Asker(BEN, HERE))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT text FROM questions").fetchall() == [("Another?",)]


def test_a_guild_is_forgotten_alone(questions):
    here, there, direct = (questions.keep(FISH, Asker(ANNA, g)) for g in (HERE, THERE, None))

    assert questions.forget_guild(HERE) == 1

    assert not is_kept(questions, here, HERE)
    assert is_kept(questions, there, THERE)
    assert is_kept(questions, direct, None)


def test_a_person_is_forgotten_everywhere_and_alone(questions):
    hers = [(questions.keep(FISH, Asker(ANNA, g)), g) for g in (HERE, THERE, None)]
    his = questions.keep(FISH, Asker(BEN, HERE))

    assert questions.forget_person(ANNA) == 3

    assert [is_kept(questions, *place) for place in hers] == [False, False, False]
    assert is_kept(questions, his, HERE)


def test_what_was_erased_is_no_longer_in_the_file(questions, path):
    questions.keep(FISH, Asker(ANNA, HERE))
    before = path.read_bytes()

    questions.forget_person(ANNA)

    assert b"secret fish" in before
    assert b"secret fish" not in path.read_bytes()


def test_who_asked_is_not_in_the_file(questions, path):
    questions.keep(FISH, Asker(ANNA, HERE))

    with closing(sqlite3.connect(path)) as file:
        (row,) = file.execute("SELECT * FROM questions").fetchall()
    assert ANNA not in row
    assert str(ANNA).encode() not in path.read_bytes()


def test_two_bots_hash_a_person_differently(questions, path, tmp_path):
    def asker(file):
        with closing(sqlite3.connect(file)) as opened:
            return opened.execute("SELECT asker FROM questions").fetchone()

    questions.keep(FISH, Asker(ANNA, HERE))
    with opened(tmp_path / "other") as other:
        other.keep(FISH, Asker(ANNA, HERE))

    assert asker(path) != asker(tmp_path / "other")


def test_a_damaged_file_is_a_sentence(path):
    path.parent.mkdir()
    path.write_bytes(b"this is no database" * 100)

    with pytest.raises(LibraryError, match=r"bot\.sqlite3 cannot be read"):
        Database.open(path)


def test_a_file_of_a_newer_version_is_refused(path):
    Database.open(path).close()
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA user_version = 99")

    with pytest.raises(LibraryError, match="newer version"):
        Database.open(path)


def test_a_folder_that_cannot_be_used_is_a_sentence(tmp_path):
    (tmp_path / "data").write_text("a file")

    with pytest.raises(LibraryError, match="cannot be used"):
        Database.open(tmp_path / "data" / "bot.sqlite3")
