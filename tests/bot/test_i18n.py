"""The reader's language: who speaks which, and what becomes of names, numbers and days in it."""

from datetime import date

import pytest

from bot import i18n
from bot.i18n import _, ngettext, translated
from index import Period
from index.message import message, plural, sentences


@pytest.fixture(autouse=True)
def _english_again():
    yield
    i18n.speak(None)


@pytest.mark.parametrize(
    ("locale", "language"),
    [("de", "de"), ("de-AT", "de"), ("en-US", "en"), ("fr", "en"), ("None", "en"), ("..", "en")],
)
def test_a_locale_that_has_no_catalogue_reads_english(locale, language):
    assert i18n.language_of(locale) == language


def test_a_sentence_is_said_in_the_language_that_is_spoken():
    i18n.speak("de")
    assert _("What was wrong?") == "Was war falsch?"


def test_a_sentence_without_a_translation_is_said_in_english():
    i18n.speak("de")
    assert _("Nobody has translated {this}.", this="x") == "Nobody has translated x."


def test_a_value_is_never_read_as_a_template():
    assert _("Removed {name}.", name="{name.__class__} {0} %s") == (
        "Removed {name.__class__} {0} %s."
    )


def test_numbers_and_days_are_written_as_the_language_does():
    assert (i18n.number(12345.25, 1), i18n.day(date(2026, 3, 1))) == ("12,345.2", "1 Mar 2026")
    i18n.speak("de")
    assert (i18n.number(12345.25, 1), i18n.day(date(2026, 3, 1))) == ("12.345,2", "01.03.2026")
    assert i18n.day_of_year(date(2026, 3, 1)) == "1. März"


def test_one_and_many_have_their_own_sentence():
    assert ngettext("{count} dog", "{count} dogs", 1) == "1 dog"
    assert ngettext("{count} dog", "{count} dogs", 1200) == "1,200 dogs"


@pytest.mark.parametrize(
    ("period", "german"),
    [
        (Period(date(2026, 11, 16), date(2026, 11, 22)), "vom 16.–22. Nov. 2026"),
        (Period(date(2026, 3, 1), date(2026, 3, 1)), "vom 1. März 2026"),
        (Period(date(2026, 3, 1)), "seit dem 1. März 2026"),
        (Period(None, date(2026, 3, 1)), "bis zum 1. März 2026"),
    ],
)
def test_a_period_is_told_as_the_language_does(period, german):
    i18n.speak("de")
    assert i18n.shown(period) == german


def test_what_the_index_tells_is_english_and_can_be_told_in_another_language():
    told = sentences([message("What was wrong?"), plural("{count} dog", "{count} dogs", 2), None])

    assert told == "What was wrong? 2 dogs"
    i18n.speak("de")
    assert translated(told) == "Was war falsch? 2 dogs"
    assert translated("What was wrong?") == "What was wrong?"  # somebody's words, not ours
