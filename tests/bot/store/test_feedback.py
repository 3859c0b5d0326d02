"""Votes on answers: one a person, changeable, erased with the guild or the person."""

import time

import pytest

from bot.store.database import Database
from bot.store.feedback import Feedback, Vote
from bot.store.questions import DAY, Asker

ANNA, BEN = 111_222_333, 444_555_666
HERE, THERE = 7, 8
YES, NO = Vote("t" * 22, True), Vote("t" * 22, False, "Wrong person")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "bot.sqlite3"


@pytest.fixture
def feedback(path):
    database = Database.open(path)
    yield Feedback(database, days=90)
    database.close()


def test_a_person_has_one_vote_on_an_answer_and_may_change_it(feedback):
    for vote in (NO, YES):
        feedback.give(vote, Asker(ANNA, HERE))
    feedback.give(NO, Asker(BEN, HERE))

    assert feedback.votes(HERE) == [NO, YES]


def test_answers_are_voted_on_one_by_one(feedback):
    other = Vote("u" * 22, False)
    for vote in (YES, other):
        feedback.give(vote, Asker(ANNA, HERE))

    assert feedback.votes(HERE) == [other, YES]


@pytest.mark.parametrize("guild_id", [THERE, None])
def test_votes_of_another_guild_are_not_seen(feedback, guild_id):
    feedback.give(NO, Asker(ANNA, HERE))
    assert feedback.votes(guild_id) == []


def test_votes_are_kept_for_their_days(feedback, monkeypatch):
    now = time.time()
    feedback.give(NO, Asker(ANNA, HERE))

    monkeypatch.setattr("time.time", lambda: now + 90 * DAY - 60)
    assert feedback.votes(HERE) == [NO]
    monkeypatch.setattr("time.time", lambda: now + 90 * DAY + 60)
    assert feedback.votes(HERE) == []
    assert feedback.purge() == 1


def test_a_guild_is_forgotten_alone(feedback):
    for guild in (HERE, THERE):
        feedback.give(NO, Asker(guild, guild))

    assert feedback.forget_guild(HERE) == 1
    assert (feedback.votes(HERE), feedback.votes(THERE)) == ([], [NO])


def test_a_person_is_forgotten_alone_and_is_not_in_the_file(feedback, path):
    feedback.give(NO, Asker(ANNA, HERE))
    feedback.give(YES, Asker(BEN, HERE))
    before = path.read_bytes()

    assert feedback.forget_person(ANNA) == 1

    assert feedback.votes(HERE) == [YES]
    assert str(ANNA).encode() not in before
    assert b"Wrong person" in before
    assert b"Wrong person" not in path.read_bytes()
