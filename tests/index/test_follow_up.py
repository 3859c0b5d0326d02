"""A question after another one: what is meant, and what is a question on its own."""

import pytest

from index.follow_up import is_follow_up, understood

BEFORE = "What did Peskov say about the talks?"
QUOTED = {"Peskov", "Trump", "Marco Rubio"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("And what about Trump?", "What did Trump say about the talks?"),
        ("what about Marco Rubio", "What did Marco Rubio say about the talks?"),
        ("and Trump?", "What did Trump say about the talks?"),
        ("How about Trump on oil?", "What did Trump say about oil?"),
        ("and what about the truce?", "What did Peskov say about the truce?"),
        ("What did he say about oil?", "What did Peskov say about oil?"),
        ("what did they say?", "what did Peskov say?"),
        ("What did he promise?", "What did Peskov promise?"),
        ("Where does she live?", "Where does Peskov live?"),
        ("What did Trump say?", "What did Trump say?"),
        ("When did Trump say that he would come?", "When did Trump say that he would come?"),
        ("How long was the truce?", "How long was the truce?"),
        ("thanks", "thanks"),
    ],
)
def test_what_is_meant_after_a_question_for_words(text, meant):
    assert understood(text, BEFORE, QUOTED.__contains__) == meant


@pytest.mark.parametrize("before", ["How long was the truce?", "What did he say?"])
@pytest.mark.parametrize("text", ["What did he say?", "And what about Trump?"])
def test_nobody_is_meant_where_nobody_was_named(before, text):
    assert understood(text, before, QUOTED.__contains__) == text


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("And what about Trump?", True),
        ("what did he say?", True),
        ("Who is she?", True),
        ("What did Trump say?", False),
        ("How long was the truce, and who broke it?", False),
        ("", False),
    ],
)
def test_a_follow_up_cannot_stand_alone(text, follows):
    assert is_follow_up(text) is follows
