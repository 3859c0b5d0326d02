"""A share of questions a minute, for each person in each guild, and for each guild."""

import pytest

from bot import cooldown
from bot.errors import TooManyQuestions

ANN, BOB, GUILD, OTHER = 1, 2, 10, 20


@pytest.fixture
def clock(monkeypatch):
    """Seconds that a test turns by hand."""
    now = [1000.0]
    monkeypatch.setattr(cooldown.time, "monotonic", lambda: now[0])
    return now


def test_a_share_is_each_persons_own_in_each_guild(clock):
    turns = cooldown.Cooldown(1, lambda _: 100)

    for who in ((ANN, GUILD), (ANN, OTHER), (ANN, None), (BOB, GUILD)):
        turns.take(*who)

    with pytest.raises(TooManyQuestions):
        turns.take(ANN, GUILD)


def test_a_refusal_says_when_the_oldest_question_is_a_minute_old(clock):
    turns = cooldown.Cooldown(2, lambda _: 100)
    turns.take(ANN, GUILD)
    clock[0] += 20
    turns.take(ANN, GUILD)
    clock[0] += 15

    with pytest.raises(TooManyQuestions, match="in 25 seconds"):
        turns.take(ANN, GUILD)


def test_a_refused_question_does_not_count(clock):
    turns = cooldown.Cooldown(1, lambda _: 100)
    turns.take(ANN, GUILD)
    clock[0] += 59
    with pytest.raises(TooManyQuestions):
        turns.take(ANN, GUILD)
    clock[0] += 1

    turns.take(ANN, GUILD)


def test_who_has_not_asked_for_a_minute_is_forgotten(clock):
    turns = cooldown.Cooldown(1, lambda _: 100)
    turns.take(ANN, GUILD)
    clock[0] += 60
    turns.take(BOB, GUILD)

    assert list(turns._asked) == [(BOB, GUILD)]


def test_a_guild_has_a_share_too_which_its_people_use_up_together(clock):
    turns = cooldown.Cooldown(100, {GUILD: 2, OTHER: 1}.get)
    turns.take(ANN, GUILD)
    clock[0] += 20
    turns.take(BOB, GUILD)

    turns.take(ANN, OTHER)
    turns.take(ANN, None)
    with pytest.raises(TooManyQuestions, match=r"asked here just now.* in 40 seconds"):
        turns.take(BOB, GUILD)


def test_direct_messages_have_no_share_together(clock):
    turns = cooldown.Cooldown(100, lambda _: 1)

    for person in range(10):
        turns.take(person, None)
