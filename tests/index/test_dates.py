from datetime import date

import pytest

from index import Period, QueryError
from index.dates import common, find_mentions, period_between
from index.days import days_of

WEDNESDAY = date(2026, 11, 25)


def days(start: str | None, end: str | None) -> Period:
    return Period(start and date.fromisoformat(start), end and date.fromisoformat(end))


@pytest.mark.parametrize(
    ("expression", "start", "end"),
    [
        ("2026-03-12", "2026-03-12", "2026-03-12"),
        ("12 March", "2026-03-12", "2026-03-12"),
        ("12 December", "2025-12-12", "2025-12-12"),  # the last one that there was
        ("the 3rd of Nov.", "2026-11-03", "2026-11-03"),
        ("March 12th, 2025", "2025-03-12", "2025-03-12"),
        ("3/12/2025", "2025-12-03", "2025-12-03"),
        ("February 2024", "2024-02-01", "2024-02-29"),
        ("December", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("Sunday", "2026-11-22", "2026-11-22"),
        ("Wednesday night", "2026-11-25", "2026-11-25"),
        ("last Wednesday", "2026-11-18", "2026-11-18"),
        ("today", "2026-11-25", "2026-11-25"),
        ("Yesterday", "2026-11-24", "2026-11-24"),
        ("the day before  yesterday", "2026-11-23", "2026-11-23"),
        ("last night", "2026-11-24", "2026-11-24"),
        ("the weekend", "2026-11-21", "2026-11-22"),
        ("this week", "2026-11-23", "2026-11-29"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("three days ago", "2026-11-22", "2026-11-22"),
        ("2 weeks ago", "2026-11-09", "2026-11-15"),
        ("the last three days", "2026-11-22", "2026-11-25"),
        ("past 10 days", "2026-11-15", "2026-11-25"),
        ("the past week", "2026-11-18", "2026-11-25"),
        ("the last couple of months", "2026-09-25", "2026-11-25"),
    ],
)
def test_an_expression_of_time_means_days(expression, start, end):
    assert days_of(expression, WEDNESDAY) == days(start, end)


def test_a_month_back_from_its_last_day_is_the_last_day_of_a_shorter_one():
    assert days_of("the past month", date(2026, 3, 31)).start == date(2026, 2, 28)


@pytest.mark.parametrize("expression", ["31 February", "Bloody Sunday", "2,026", "soon", ""])
def test_what_is_no_time_or_no_day_of_the_calendar_is_refused(expression):
    with pytest.raises(ValueError):
        days_of(expression, WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("What has X said since Monday?", "since Monday", "2026-11-23", None),
        ("What did X say last week about talks?", "last week", "2026-11-16", "2026-11-22"),
        ("after 12 March", "after 12 March", "2026-03-13", None),
        ("before 12 March 2026", "before 12 March 2026", None, "2026-03-11"),
        ("up to  last week", "up to  last week", None, "2026-11-22"),
        ("from Monday onwards", "from Monday onwards", "2026-11-23", None),
        ("the news from Monday", "from Monday", "2026-11-23", "2026-11-23"),
        ("from 16 to 22 November", "from 16 to 22 November", "2026-11-16", "2026-11-22"),
        ("between March and May", "between March and May", "2026-03-01", "2026-05-31"),
        (
            "between November and December 2025",
            "between November and December 2025",
            "2025-11-01",
            "2025-12-31",
        ),
        ("fires in the last two days", "in the last two days", "2026-11-23", "2026-11-25"),
    ],
)
def test_a_time_is_found_in_a_text(text, words, start, end):
    (mention,) = find_mentions(text, WEDNESDAY)

    assert (text[mention.start : mention.end], mention.period) == (words, days(start, end))


@pytest.mark.parametrize(
    "text",
    [
        "What happened on Bloody Sunday?",
        "Who reads the Sunday Times on Sundays?",
        "Where were last week's meetings held?",
        "the last week of March",
        "May I ask what may happen?",
        "Since the flood, before noon, after all",
        "in the 11th century",
        "in 2,026 cases",
        "on 31 February",
        "a million years ago",
    ],
)
def test_other_words_are_no_time(text):
    assert find_mentions(text, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("text", "is_loose"),
    [
        ("on Sunday", True),
        ("in March", True),
        ("last Sunday", False),
        ("since Sunday", False),
        ("between March and May", False),
        ("in the last two days", False),
    ],
)
def test_only_a_bare_date_or_weekday_may_be_what_a_text_is_about(text, is_loose):
    assert [mention.is_loose for mention in find_mentions(text, WEDNESDAY)] == [is_loose]


def test_two_periods_have_the_days_in_common_that_lie_in_both():
    march, spring = days("2026-03-01", "2026-03-31"), days("2026-03-20", None)

    assert common(march, spring) == days("2026-03-20", "2026-03-31")
    assert common(march, days(None, "2026-02-28")) is None
    assert common(Period(), march) == march


def test_a_period_is_typed_as_two_days():
    assert period_between("2026-03-12", "last week", WEDNESDAY) == days("2026-03-12", "2026-11-22")
    assert period_between("Monday", None, WEDNESDAY) == days("2026-11-23", None)
    assert period_between(None, None, WEDNESDAY) is None


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("2026-13-01", None, "'2026-13-01' is no date; write it like 2026-11-22, 12 March"),
        (None, "soon", "'soon' is no date"),
        ("2026-03-12", "2026-03-11", "'2026-03-11' comes before '2026-03-12'"),
    ],
)
def test_what_is_no_period_is_refused_with_a_sentence(since, until, sentence):
    with pytest.raises(QueryError, match=sentence):
        period_between(since, until, WEDNESDAY)
