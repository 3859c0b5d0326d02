"""A changed question asks for what the sentence does not say."""

import random

import pytest

from training.changes import changed, denied, read_slots

SENTENCE = "The northern bridge was opened in 1931 by Ada Quill."
NAMES = ["Ada Quill", "Bert Moor", "1931", "1947"]
SLOTS = read_slots(["Who opened the northern bridge?", "Who opened the wooden bridge?"])


def variants(question: str, sentence: str = SENTENCE) -> list[str]:
    return list(changed(question, sentence, NAMES, SLOTS, random.Random(1)))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Ada Quill do?", "What did Bert Moor do?"),
        ("What was opened in 1931?", "What was opened in 1947?"),
        ("Who made the northern bridge?", "Who made the southern bridge?"),
        ("Who opened the northern bridge?", "Who opened the wooden bridge?"),
        ("When was it opened?", "When wasn't it opened?"),
    ],
)
def test_a_name_a_number_an_opposite_another_word_or_a_negation_is_put_in(question, expected):
    assert expected in variants(question)


def test_nothing_is_put_in_that_the_sentence_says():
    both = "The northern and the southern bridge were opened by Ada Quill and Bert Moor."

    assert "Who made the southern bridge?" not in variants("Who made the northern bridge?", both)
    assert "What did Bert Moor do?" not in variants("What did Ada Quill do?", both)


def test_question_and_sentence_are_negated_together_and_the_answer_keeps_its_place():
    denial = denied("When was the bridge opened?", SENTENCE)
    begin = SENTENCE.index("1931")

    start, end = denial.moved((begin, begin + 4))

    assert denial.question == "When wasn't the bridge opened?"
    assert denial.sentence == "The northern bridge was not opened in 1931 by Ada Quill."
    assert denial.sentence[start:end] == "1931"
    assert denial.moved((0, 3)) == (0, 3)
    assert denial.moved((4, begin)) is None  # torn by what went in


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("When was it opened?", "It opened in 1931."),  # no verb in common
        ("When was it opened?", "It was never opened."),
        ("Why wasn't it opened?", SENTENCE),
        ("When was it opened?", "It was built, and was opened, in 1931."),  # which one?
    ],
)
def test_what_is_negated_already_or_has_no_verb_in_common_is_left(question, sentence):
    assert denied(question, sentence) is None
