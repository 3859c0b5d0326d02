import time

import pytest

from index.question import (
    SpeechQuestion,
    asks_for_anything,
    asks_who_said,
    for_each_person,
    questions_in,
    speech_question,
    without_newest,
)


@pytest.mark.parametrize(
    ("text", "name", "topic"),  # all of these ask for words
    [
        ("What did Peskov say?", "Peskov", None),
        ("what did peskov say", "peskov", None),
        ("What did Dmitry Peskov say about the truce?", "Dmitry Peskov", "the truce"),
        ("What has the mayor said on housing?", "the mayor", "housing"),
        ("Did Peskov comment on a timeline?", "Peskov", "a timeline"),
        ("How did Zelensky respond?", "Zelensky", None),
        ("What did Holt tell the newspaper?", "Holt", None),
        ("What did Holt tell reporters about the flood?", "Holt", "the flood"),
        ("What did Holt tell about the flood?", "Holt", "the flood"),
        ("Quotes by Maria Holm", "Maria Holm", None),
        ("What Trump said about a deal", "Trump", "a deal"),
        ("What  did\nPeskov say ?!", "Peskov", None),
    ],
)
def test_a_question_for_somebodys_words_is_read_as_one(text, name, topic):
    assert speech_question(text) == SpeechQuestion(name, topic)


@pytest.mark.parametrize(
    ("text", "name", "topic"),
    [
        ("What does Rubio think of the plan?", "Rubio", "the plan"),
        ("What has Holt promised?", "Holt", None),
    ],
)
def test_a_question_for_a_thought_is_not_only_for_words(text, name, topic):
    assert speech_question(text) == SpeechQuestion(name, topic, asks_for_words=False)


@pytest.mark.parametrize(
    "text",
    [
        "Who is prime minister of Britain?",
        "How many drone strikes does Russia say Ukraine carried out?",
        "What did the flood cost?",
        "Is the truce still on?",
        "What is the state that Mount Humphreys is close to?",
        "What articles state that powers remain with the members?",
        "What section was the last to be added to the paper?",
        "What does article 288 not say?",
        "",
    ],
)
def test_other_questions_are_not(text):
    assert speech_question(text) is None


@pytest.mark.parametrize(
    ("name", "strict"), [("Peskov", True), ("the report", False), ("they", False), ("Theo", True)]
)
def test_only_words_of_somebody_in_particular_are_asked_for_strictly(name, strict):
    assert SpeechQuestion(name, None).is_strict is strict
    assert SpeechQuestion(name, None, asks_for_words=False).is_strict is False


def test_several_questions_are_told_apart():
    assert questions_in("Is the truce on? And what did Peskov say??") == [
        "Is the truce on?",
        "And what did Peskov say??",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "What did Trump and Rubio say?",
            ["What did Trump say?", "What did Rubio say?"],
        ),
        (
            "What have Donald Trump, Marco Rubio and Sergei Lavrov said about talks?",
            [
                "What has Donald Trump said about talks?",
                "What has Marco Rubio said about talks?",
                "What has Sergei Lavrov said about talks?",
            ],
        ),
        (
            "what do the mayor & Holt think of what to do",
            ["what does the mayor think of what to do", "what does Holt think of what to do"],
        ),
        ("Quotes by Lind and Moss", ["Quotes by Lind", "Quotes by Moss"]),
        (
            "everything Lind and Moss have said",
            ["everything Lind has said", "everything Moss has said"],
        ),
    ],
)
def test_a_question_about_several_people_is_one_about_each(text, parts):
    assert for_each_person(text, lambda name: name == "the mayor") == parts


@pytest.mark.parametrize(
    "text",
    [
        "What did Trump say about Rubio and Putin?",
        "What did Trump and his wife say?",
        "What did the salt and pepper cost?",
        "Who are Trump and Rubio?",
    ],
)
def test_a_question_that_is_not_about_several_people_stays_as_it_is(text):
    assert for_each_person(text, lambda name: False) == [text]


@pytest.mark.parametrize("text", ["What did he say", "Who?", "Really? No.", "???", "", "Why? How?"])
def test_one_question_stays_as_it_is(text):
    assert questions_in(text) == [text]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("What did Peskov say, newest first?", "What did Peskov say?"),
        ("What has Holloway said lately about talks?", "What has Holloway said about talks?"),
        ("What is the last thing Peskov said about talks?", "What Peskov said about talks?"),
        ("What is the latest statement by Peskov?", "statement by Peskov?"),
        ("Latest news on the barrier", "on the barrier"),
        ("What's the latest on the barrier?", "What's on the barrier?"),
    ],
)
def test_the_words_that_ask_for_the_newest_are_no_words_to_look_up(text, rest):
    assert without_newest(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Which is the newest bridge in London?",
        "Who won the last home match?",
        "What is the most recent edition of the book?",
        "What did he say in the last three days?",
        " What  did Peskov say ?",
    ],
)
def test_the_newest_of_things_is_not_the_newest_article(text):
    assert without_newest(text) == text


def test_a_question_without_a_topic_asks_for_anything():
    assert asks_for_anything("What happened?")
    assert asks_for_anything("What else is in the news?")
    assert not asks_for_anything("What happened in Lowick?")


@pytest.mark.parametrize(
    "text",
    [
        "What did " + "Trump and " * 400 + "say?",
        "What did " + "a, " * 1_300,
        "x" * 4_000,
        "x " * 2_000,
        "? " * 2_000,
        "Who is x" + "x " * 1_990,
        " " * 3_999 + "x",
    ],
)
def test_a_long_text_is_read_at_once(text):
    began = time.perf_counter()

    speech_question(text)
    questions_in(text)
    for_each_person(text, lambda name: False)
    without_newest(text)
    asks_for_anything(text)

    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who said the barrier is too expensive?", True),
        ("and who told the newspaper that it leaks", True),
        ("Who is said to own it?", False),
        ("Who owns it?", False),
    ],
)
def test_who_said_something_is_told_from_other_questions(text, expected):
    assert asks_who_said(text) is expected
