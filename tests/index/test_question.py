import pytest

from index.question import SpeechQuestion, speech_question


@pytest.mark.parametrize(
    ("text", "name", "topic"),
    [
        ("What did Peskov say?", "Peskov", None),
        ("what did peskov say", "peskov", None),
        ("What did Dmitry Peskov say about the truce?", "Dmitry Peskov", "the truce"),
        ("What has the mayor said on housing?", "the mayor", "housing"),
        ("What does Rubio think of the plan?", "Rubio", "the plan"),
        ("Did Peskov comment on a timeline?", "Peskov", "a timeline"),
        ("How did Zelensky respond?", "Zelensky", None),
        ("Quotes by Maria Holm", "Maria Holm", None),
        ("What Trump said about a deal", "Trump", "a deal"),
        ("What  did\nPeskov say ?!", "Peskov", None),
    ],
)
def test_a_question_for_somebodys_words_is_read_as_one(text, name, topic):
    assert speech_question(text) == SpeechQuestion(name, topic)


@pytest.mark.parametrize(
    "text",
    [
        "Who is prime minister of Britain?",
        "How many drone strikes does Russia say Ukraine carried out?",
        "What did the flood cost?",
        "Is the truce still on?",
        "",
    ],
)
def test_other_questions_are_not(text):
    assert speech_question(text) is None


@pytest.mark.parametrize(
    ("name", "named"), [("Peskov", True), ("the report", False), ("they", False), ("Theo", True)]
)
def test_only_a_name_names_somebody(name, named):
    assert SpeechQuestion(name, None).is_named is named
