"""Who said what: find_quotations and names_match. The sentences are our own."""

import time

import pytest

from index.speakers import find_quotations, names_match


def said(text):
    """(speaker, words) of every quotation."""
    return [(q.speaker, text[q.start : q.end]) for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“The bridge is safe now,” said Anna Lind.", "Anna Lind", "“The bridge is safe now,”"),
        ('"The bridge is safe now," Anna Lind told us.', "Anna Lind", '"The bridge is safe now,"'),
        ("''It is safe,'' Ms. Lind said.", "Lind", "''It is safe,''"),
        ("“Is it safe?” Anna Lind asked.", "Anna Lind", "“Is it safe?”"),
        ("Anna Lind said: “It is safe.”", "Anna Lind", "“It is safe.”"),
        ("Anna Lind, the town's engineer, wrote, “It is safe.”", "Anna Lind", "“It is safe.”"),
        ("Anna Lind (Greens) has also said, “It is safe.”", "Anna Lind", "“It is safe.”"),
        ("In Lund, N.Y., Anna Lind went on to say: “It is safe.”", "Anna Lind", "“It is safe.”"),
        ("Speaking to us, Anna Lind spoke freely: “It is safe.”", "Anna Lind", "“It is safe.”"),
        ("Anna Lind called the old bridge “a trap.”", "Anna Lind", "the old bridge “a trap.”"),
        ("„Die Brücke ist sicher“, sagte Anna Lind.", "Anna Lind", "„Die Brücke ist sicher“"),
        ("»Die Brücke ist sicher«, erklärte Anna Lind.", "Anna Lind", "»Die Brücke ist sicher«"),
    ],
)
def test_quoted_words_are_said_by_the_name_beside_the_verb(text, speaker, words):
    assert said(text) == [(speaker, words)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Anna Lind said that the bridge is safe.", "Anna Lind", "the bridge is safe"),
        ("Anna Lind said on Monday the bridge is safe.", "Anna Lind", "the bridge is safe"),
        ("Anna Lind told reporters the bridge is safe.", "Anna Lind", "the bridge is safe"),
        ("The bridge is safe, Anna Lind said on Monday.", "Anna Lind", "The bridge is safe"),
        ("The old bridge is safe, said Anna Lind.", "Anna Lind", "The old bridge is safe"),
        ("According to Anna Lind, the bridge is safe.", "Anna Lind", "the bridge is safe"),
        ("The bridge is safe, according to Anna Lind.", "Anna Lind", "The bridge is safe"),
        ("The bridge is safe, as Anna Lind noted.", "Anna Lind", "The bridge is safe"),
        (
            "Lund's road office claimed the bridge is safe.",
            "Lund's road office",
            "the bridge is safe",
        ),
        ("Anna Lind vowed to mend the bridge.", "Anna Lind", "to mend the bridge"),
    ],
)
def test_reported_speech_is_the_clause_without_its_cue(text, speaker, words):
    assert said(text) == [(speaker, words)]


def test_a_broken_quotation_has_one_speaker():
    text = "“We measured it,” Anna Lind said, “and it will hold.”"

    assert said(text) == [("Anna Lind", "“We measured it,”"), ("Anna Lind", "“and it will hold.”")]


def test_a_participle_goes_on_with_the_subject_of_its_sentence():
    text = "Anna Lind said the bridge is safe, adding that trucks may cross."

    assert said(text) == [("Anna Lind", "the bridge is safe"), ("Anna Lind", "trucks may cross")]


def test_all_sentences_inside_one_pair_of_marks_are_one_quotation():
    text = "“We measured it. It will hold. I am sure,” said Anna Lind."

    assert said(text) == [("Anna Lind", "“We measured it. It will hold. I am sure,”")]


def test_a_quotation_that_stands_alone_goes_on_from_the_one_before():
    text = "“We measured it,” said Anna Lind. “It will hold for years.”\n“And it is cheap to mend.”"

    assert [speaker for speaker, _ in said(text)] == ["Anna Lind"] * 3


def test_a_quotation_alone_is_that_of_the_signature_below_it():
    text = "“It will hold for many years.”\n- Anna Lind, engineer"

    assert said(text) == [("Anna Lind", "“It will hold for many years.”")]


def test_a_complete_quotation_is_not_that_of_the_next_sentence():
    text = "Per Ek wrote: “We go at 5 p.m.” Anna Lind said the bridge is safe."

    assert said(text)[0] == ("Per Ek", "“We go at 5 p.m.”")


def test_what_a_preposition_governs_does_not_speak():
    text = "Anna Lind smiled and in a statement called the old bridge “a trap for every truck.”"

    assert [speaker for speaker, _ in said(text)] == [None]


def test_what_follows_a_fronted_clause_is_not_said_in_it():
    text = "When Per Ek said the bridge is safe, Anna Lind laughed: “It never was.”"

    assert said(text) == [("Per Ek", "the bridge is safe"), ("Anna Lind", "“It never was.”")]


def test_a_quotation_between_two_cues_is_that_of_the_one_it_leads_to():
    text = "Anna Lind denied “any part in it,” and “I saw it fall,” said Per Ek."

    assert said(text) == [("Anna Lind", "“any part in it,”"), ("Per Ek", "“I saw it fall,”")]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph():
    text = "Anna Lind said: “It will hold.\n“Trucks may cross it.”\nThe road is open."

    assert said(text) == [("Anna Lind", "“It will hold."), ("Anna Lind", "“Trucks may cross it.”")]


def test_a_quotation_longer_than_a_sentence_may_be_is_still_one():
    words = "“" + "It will hold for years. " * 100 + "I am sure,”"

    assert said(f"{words} said Anna Lind.") == [("Anna Lind", words)]


def test_nested_quotations_are_part_of_the_outer_one():
    text = "“He said “no” to me twice,” said Anna Lind."

    assert said(text) == [("Anna Lind", "“He said “no” to me twice,”")]


def test_a_missing_space_after_a_quotation_does_not_hide_it():
    text = "Anna Lind said: “It will hold.”Trucks crossed at noon."

    assert said(text) == [("Anna Lind", "“It will hold.”")]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “safe” bridge fell at noon.",
        "He owns a copy of “The Bridge of San Luis Rey” and a boat.",
        """The 6'2"-high mast of the boat hit the 5'4"-high bridge.""",
        "The dogs' owners crossed the bridge at 'noon'.",
    ],
)
def test_marks_that_quote_nobody_are_no_quotations(text):
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Anna Lind was told that the bridge is safe.",
        "Anna Lind did not say that the bridge is safe.",
        "Anna Lind declined to comment on the bridge.",
        "The land Lund claims to own is dry.",
    ],
)
def test_words_about_speaking_that_report_nothing_are_no_quotations(text):
    assert said(text) == []


@pytest.mark.parametrize("text", ["", " \n\n", "“", "”", "said", "“.” he said", "according to"])
def test_text_without_words_to_quote_has_no_quotations(text):
    assert said(text) == []


def test_a_quotation_without_a_cue_has_no_speaker():
    text = "Anna Lind met Per Ek. A sign read “no trucks on the bridge today” in red."

    (quotation,) = find_quotations("They saw “no trucks on the bridge today” in red letters.")

    assert (quotation.speaker, quotation.cue) == (None, None)
    assert "Anna Lind" not in [speaker for speaker, _ in said(text)]


def test_who_is_reported_to_have_spoken_is_not_the_speaker():
    assert said("Anna Lind said Per Ek claims the bridge is safe.") == [
        ("Anna Lind", "Per Ek claims the bridge is safe")
    ]


def test_a_spokesman_of_somebody_is_somebody_else():
    text = "A spokesman for Anna Lind said that the bridge is safe."

    assert said(text) == [("A spokesman for Anna Lind", "the bridge is safe")]


def test_the_speaker_is_the_fullest_name_of_the_document():
    text = "Kremlin spokesman Dmitry Peskov smiled. Mr. Peskov said: “We are ready.”"

    assert said(text) == [("Dmitry Peskov", "“We are ready.”")]


def test_an_office_is_its_holder_where_the_text_names_one_only():
    one = "Kremlin spokesman Dmitry Peskov smiled. “We are ready,” the Kremlin spokesman said."
    two = "President Ek met President Roth. “We are ready,” the president said."

    assert said(one) == [("Dmitry Peskov", "“We are ready,”")]
    assert said(two) == [("the president", "“We are ready,”")]


def test_a_former_office_is_nobodys():
    text = "The former president Per Ek smiled. “We are ready,” the president said."

    assert said(text) == [("the president", "“We are ready,”")]


def test_a_surname_of_two_people_is_left_as_it_stands():
    text = "Anna Lind met Per Lind. “It will hold,” said Lind."

    assert said(text) == [("Lind", "“It will hold,”")]


def test_two_speakers_are_both_named():
    text = "Anna Lind and Per Ek said the bridge is safe."

    assert said(text) == [("Anna Lind and Per Ek", "the bridge is safe")]


def test_he_is_the_subject_of_the_sentence_before():
    text = "Mr. Ek blamed Mr. Roth for the delay. “It was not the bridge,” he said."

    assert said(text) == [("Ek", "“It was not the bridge,”")]


def test_she_is_nobody_whom_the_text_calls_he():
    text = "Ms. Lind came by. Later Mr. Ek opened the road. “It will hold,” she said."

    assert said(text) == [("Lind", "“It will hold,”")]


@pytest.mark.parametrize(
    "text",
    [
        "There were Mr. Ek and Mr. Roth. “It was not the bridge,” he said.",
        "Ms. Lind opened the road. “It was not the bridge,” he said.",
        "Ms. Lind opened the road. “It was not the bridge,” they said.",
    ],
)
def test_a_pronoun_that_fits_nobody_or_several_names_nobody(text):
    assert said(text) == [(None, "“It was not the bridge,”")]


def test_the_cue_shows_who_spoke_in_the_text():
    text = "Kremlin spokesman Dmitry Peskov told reporters that the talks go on."

    (quotation,) = find_quotations(text)

    assert text[quotation.cue.start : quotation.cue.end] == "Kremlin spokesman Dmitry Peskov told"


def test_a_scraped_article_gives_each_quotation_to_its_speaker(scraped):
    found = said(scraped)
    starts = (
        "“The president had",
        "“President Putin and",
        "“Ukraine, the United",
        "“The nature of",
    )

    speakers = {start: who for who, words in found for start in starts if words.startswith(start)}

    assert [speakers[start] for start in starts] == ["Dmitry Peskov"] * 2 + [
        "Volodymyr Zelensky"
    ] * 2
    assert ("Donald Trump", "he believed a deal could be possible “this week.”") in found


@pytest.mark.parametrize(
    ("asked", "speaker", "same"),
    [
        ("Peskov", "Dmitry Peskov", True),
        ("peskov's", "Dmitry Peskov", True),
        ("Dmitry", "Dmitry Peskov", True),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", True),
        ("President Erdogan", "Recep Tayyip Erdoğan", True),
        ("Donald Trump", "Donald J. Trump", True),
        ("Lavrov", "Dmitry Peskov and Sergei Lavrov", True),
        ("Melania Trump", "Donald Trump", False),
        ("Trump", "A spokesman for the Trump campaign", False),
        ("Peskov", "Kremlin", False),
        ("", "Dmitry Peskov", False),
    ],
)
def test_names_match_when_they_may_be_one_person(asked, speaker, same):
    assert names_match(asked, speaker) is same


@pytest.mark.parametrize("unit", ['"', "“a,” he said, ", "he said ", "Peskov, who ", "Peskov (a "])
def test_hostile_text_takes_linear_time(unit):
    started = time.perf_counter()

    find_quotations(unit * (100_000 // len(unit)))

    assert time.perf_counter() - started < 5
