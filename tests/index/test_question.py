import pytest

from index.question import SpeechQuestion, questions_in, speech_question


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


@pytest.mark.parametrize("text", ["What did he say", "Who?", "Really? No.", "???", "", "Why? How?"])
def test_one_question_stays_as_it_is(text):
    assert questions_in(text) == [text]
