"""Why nothing is cited: a sentence that the person who asked can use."""

import pytest

from index import Query

TOWN = """The council of Tidewick voted for the barrier on Monday. The rivers were high.

"We cannot wait for the next flood," Mayor Anna Holt said.

Opposition leader Tom Reedham was absent, and so was Emmanuel Goldstein."""


@pytest.fixture
def town(library, document):
    library.add(document("barrier", TOWN))
    return library


def why(library, question: str, **scope: object) -> str | None:
    return library.ask(Query(question, **scope)).reason


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("what did macron say", "Macron is not mentioned in these articles."),
        ("WHAT DID MACRON SAY?", "Macron is not mentioned in these articles."),
        ("what did tom reedham say", "Tom Reedham is named, but not quoted, in these articles."),
        ("What did Reedhma say?", "Reedham is named, but not quoted, in these articles."),
        (
            "what did holt say about chess",
            "Anna Holt is quoted in these articles, but not on that.",
        ),
        (
            "What did Holtt say about chess?",
            "Anna Holt is quoted in these articles, but not on that.",
        ),
    ],
)
def test_it_tells_of_the_person_whose_words_were_asked_for(town, question, reason):
    assert why(town, question) == reason


@pytest.mark.parametrize("name", ["Emmanuel Macron", "Rivers"])
def test_a_word_that_may_be_another_name_or_none_is_not_called_named(town, name):
    assert why(town, f"What did {name} say?") == f"{name} is not quoted in these articles."


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What is Macron's plan?", "Macron is not mentioned in these articles."),
        ("What is Macron’s plan?", "Macron is not mentioned in these articles."),
        (
            "Did Macron meet Angela Merkel in Oslo?",
            "Macron, Angela Merkel and Oslo are not mentioned in these articles.",
        ),
        ("Did Goldstein ever meet Merkel?", "Merkel is not mentioned in these articles."),
        ("Which shoes does Goldstien wear?", "The articles don't say."),
        (
            "What should I think if I'm sad?",
            "The articles don't say. There is no “think” or “sad” in these articles.",
        ),
        ("Who won’t be sad?", "The articles don't say. There is no “sad” in these articles."),
    ],
)
def test_every_name_that_occurs_nowhere_is_named(town, question, reason):
    assert why(town, question) == reason


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("where does macron live", "“macron” or “live”"),
        ("Where does macron live?", "“macron” or “live”"),
        ("WHERE DOES MACRON LIVE?", "“MACRON” or “LIVE”"),
        ("was goldstien sad?", "“sad”"),
        ("Какая погода?", "“погода”"),
    ],
)
def test_words_that_do_not_occur_are_named_where_no_capital_tells_a_name(town, question, words):
    assert why(town, question) == f"The articles don't say. There is no {words} in these articles."


def test_a_question_about_something_else_altogether_is_not_taken_apart(town):
    assert why(town, "how do volcanoes make basalt columns under pressure?") == (
        "The articles don't say."
    )


def test_of_one_article_it_tells_of_that_article(town, document):
    town.add(document("paris", "Emmanuel Macron lives in the palace."))

    reason = why(town, "What did Macron say?", source="barrier")

    assert reason == "Macron is not mentioned in this article."


def test_a_misspelt_name_is_not_mended_by_articles_that_may_not_be_read(town, document):
    town.add(document("secret", "Emmanuel Macron was absent."), "guild:2")

    assert why(town, "What did Macrom say?") == "Macrom is not mentioned in these articles."
    assert why(town, "What did Macrom say?", collections=("guild:2",)) == (
        "Macron is named, but not quoted, in these articles."
    )


def test_a_word_of_a_german_article_is_known_in_its_other_forms(library, document):
    library.add(document("haus", "Das Haus steht am Hafen von Kiel.", language="de"))

    reason = why(library, "Was kostet Autos und Häuser in Rom, Paris und Wien?")

    assert "Häuser" not in reason
    assert "Paris" in reason
