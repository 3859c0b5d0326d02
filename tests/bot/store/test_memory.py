"""What is kept of a person or a guild: logged only where it is wanted, shown to that person, and
erased from every table, and from the bytes of the file."""

import sqlite3
import time
from contextlib import closing

import pytest

from bot.config import Config
from bot.store.additions import Adder
from bot.store.kept import Kept
from bot.store.memory import Memory
from bot.store.questions import DAY, AskedQuestion, Asker
from bot.store.settings import DEFAULTS
from index import Answer, Citation, IndexConfig, Query

ANNA, BEN = 111_222_333, 444_555_666
HERE, THERE = 7, 8


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bot.sqlite3"


@pytest.fixture
def memory(path, tmp_path):
    with closing(Memory.open(path, Config(IndexConfig(tmp_path)))) as opened:
        for guild_id in (HERE, THERE):
            opened.settings.change(guild_id, log_questions=True)
        yield opened


def answer(text: str, *titles: str) -> Answer:
    cited = [
        Citation(n, "s", "c", title, None, None, "x", 0, 1, (0, 1), None, 0.9)
        for n, title in enumerate(titles, 1)
    ]
    return Answer(Query(text), bool(cited), tuple(cited))


def ask(memory: Memory, text: str, asker: Asker) -> None:
    memory.questions.keep(AskedQuestion(text, None), asker)
    memory.log.write(answer(text), asker)


def rows(path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(path)) as file:
        names = [n for (n,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {n: file.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in names}


def test_a_question_is_logged_with_its_articles_each_once(memory):
    memory.log.write(answer("Which fish?", "Salmon", "Salmon", "Otters"), Asker(ANNA, HERE))
    memory.log.write(answer("Which king?"), Asker(ANNA, HERE))

    king, fish = memory.log.of_guild(HERE)

    assert (king.text, king.covered, king.articles) == ("Which king?", False, ())
    assert (fish.text, fish.covered, fish.articles) == ("Which fish?", True, ("Salmon", "Otters"))
    assert memory.log.of_guild(THERE) == []


def test_nothing_is_logged_unless_a_guild_wants_it(memory, path):
    for guild_id in (None, 9):
        memory.log.write(answer("Which fish?"), Asker(ANNA, guild_id))

    assert rows(path)["question_log"] == 0
    assert DEFAULTS.log_questions is False


def test_a_logged_question_is_kept_for_the_days_of_its_guild(memory, monkeypatch):
    memory.settings.change(HERE, log_days=1)
    for guild_id in (HERE, THERE):
        memory.log.write(answer("Which fish?"), Asker(ANNA, guild_id))
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + 2 * DAY)

    memory.purge()

    assert [len(memory.log.of_guild(g)) for g in (HERE, THERE)] == [0, 1]


def test_where_the_log_is_turned_off_what_it_held_is_erased(memory):
    for guild_id in (HERE, THERE):
        memory.log.write(answer("Which fish?"), Asker(ANNA, guild_id))
    memory.settings.change(HERE, log_questions=False)

    memory.purge()

    assert [len(memory.log.of_guild(g)) for g in (HERE, THERE)] == [0, 1]


def test_a_person_is_told_everything_and_nothing_of_others(memory):
    ask(memory, "Which fish?", Asker(ANNA, HERE))
    memory.questions.keep(AskedQuestion("Which king?", None), Asker(ANNA, None))
    ask(memory, "Which bird?", Asker(BEN, HERE))

    kept = memory.of_person(ANNA)

    assert [(k.kind, k.guild_id, k.text) for k in kept] == [
        ("for the buttons under an answer", None, "Which king?"),
        ("in the question log of a server", HERE, "Which fish?"),
        ("for the buttons under an answer", HERE, "Which fish?"),
    ]
    assert isinstance(kept[0], Kept)
    assert abs(kept[0].at - time.time()) < 60


def test_what_a_person_erases_is_gone_from_the_bytes_of_the_file(memory, path):
    ask(memory, "Which secret fish?", Asker(ANNA, HERE))
    ask(memory, "Which other bird?", Asker(BEN, HERE))
    before = path.read_bytes()

    count = memory.forget_person(ANNA)

    assert count == 2
    assert before.count(b"secret fish") == 2
    assert b"secret fish" not in path.read_bytes()
    assert path.read_bytes().count(b"other bird") == 2
    assert [p.name for p in path.parent.iterdir() if b"secret fish" in p.read_bytes()] == []
    assert memory.of_person(ANNA) == []


def test_an_article_has_who_added_it_first_until_it_is_added_anew(memory):
    memory.additions.note(HERE, "a.txt", Adder(ANNA, "Anna"), anew=True)
    memory.additions.note(HERE, "a.txt", Adder(BEN, "Ben"), anew=False)
    memory.additions.note(THERE, "a.txt", Adder(BEN, "Ben"), anew=False)
    replaced = memory.additions.of_guild(HERE)
    memory.additions.note(HERE, "a.txt", Adder(BEN, "Ben"), anew=True)

    assert replaced == {"a.txt": "Anna"}
    assert memory.additions.of_guild(HERE) == {"a.txt": "Ben"}


def test_who_added_an_article_is_forgotten_with_the_article_or_the_person(memory, path):
    for source, who in (("a", Adder(ANNA, "Anna Secret")), ("b", Adder(BEN, "Ben"))):
        memory.additions.note(HERE, source, who, anew=True)
        memory.additions.note(THERE, source, who, anew=True)

    assert memory.additions.guilds() == [HERE, THERE]
    assert memory.additions.keep_only(HERE, ["a"]) == 1
    assert [k.text for k in memory.of_person(BEN)] == ["Ben: b"]
    assert memory.forget_person(ANNA) == 2
    assert memory.additions.of_guild(HERE) == {}
    assert memory.additions.of_guild(THERE) == {"b": "Ben"}
    assert b"Anna Secret" not in path.read_bytes()


def test_a_guild_is_forgotten_in_every_table(memory, path):
    memory.guilds.joined(HERE)
    ask(memory, "Which secret fish?", Asker(ANNA, HERE))
    memory.additions.note(HERE, "a.txt", Adder(ANNA, "Anna"), anew=True)
    memory.settings.forget_guild(THERE)

    memory.forget_guild(HERE)

    assert {name: n for name, n in rows(path).items() if n} == {"secrets": 1, "sqlite_sequence": 1}
    assert b"secret fish" not in path.read_bytes()


def test_a_guild_is_gone_since_the_bot_left_it_or_found_itself_outside(memory, monkeypatch):
    now = time.time()
    memory.guilds.are([1, 2, 3])
    memory.guilds.left(1)
    monkeypatch.setattr("time.time", lambda: now + 2 * DAY)
    memory.guilds.left(1)  # said again: the first time counts
    memory.guilds.are([3])

    assert memory.guilds.gone_for(1) == [1]
    assert memory.guilds.gone_for(0) == [1, 2]


def test_a_guild_that_the_bot_is_in_again_is_not_gone(memory):
    for guild_id in (1, 2, 3):
        memory.guilds.left(guild_id)

    memory.guilds.joined(1)
    assert memory.guilds.gone_for(0) == [2, 3]
    memory.guilds.are([1, 2])
    assert memory.guilds.gone_for(0) == [3]


def test_a_guild_that_the_bot_has_never_been_in_is_not_gone(memory):
    memory.guilds.are([1])

    assert memory.guilds.gone_for(0) == []
