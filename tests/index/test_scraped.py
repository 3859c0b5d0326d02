"""A scraped article as users bring it: no headline, a byline, glued sentences, curly quotes."""

import pytest

from index import Query


@pytest.fixture(scope="module")
def scraped_library(tmp_path_factory, encoder, scraped):
    from index import Document, IndexConfig, Library
    from index.store.sqlite import SqliteStore

    config = IndexConfig(tmp_path_factory.mktemp("scraped"))
    with Library(SqliteStore(config.data_dir), encoder, config) as library:
        library.add(Document("scraped.txt", "scraped", scraped))
        yield library


@pytest.fixture
def ask(scraped_library, scraped):
    def citations(question):
        answer = scraped_library.ask(Query(question))
        for citation in answer.citations:
            assert citation.excerpt == scraped[citation.start : citation.end]
        return answer.citations

    return citations


def test_what_peskov_said_is_both_of_his_quotations_and_nobody_elses(ask):
    citations = ask("what did Peskov say?")

    excerpts = [citation.excerpt for citation in citations]
    assert any("had in mind negotiations" in excerpt for excerpt in excerpts)
    assert any(excerpt.endswith("will bring results,” he said.") for excerpt in excerpts)
    assert {citation.speaker for citation in citations} == {"Dmitry Peskov"}
    assert not any("symmetrical" in excerpt or "unconditional" in excerpt for excerpt in excerpts)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How many drone strikes does Russia say Ukraine carried out?", "over 900 drone strikes"),
        ("Who is prime minister of Britain?", "British Prime Minister Keir Starmer"),
        ("Is the truce still on?", "resumed once the truce ended."),
    ],
)
def test_a_question_of_fact_cites_the_right_sentence_first(ask, question, words):
    assert words in ask(question)[0].excerpt


def test_a_glued_sentence_is_cited_alone(ask):
    assert ask("Is the truce still on?")[0].excerpt.endswith("once the truce ended.")


def test_what_zelensky_said_has_no_words_of_peskov(ask):
    citations = ask("What did Zelensky say?")

    assert {citation.speaker for citation in citations} == {"Volodymyr Zelensky"}
    assert any("symmetrical" in citation.excerpt for citation in citations)


@pytest.mark.parametrize("question", ["What is the weather in Oslo?", "What did Merkel say?"])
def test_what_is_not_there_is_not_covered(ask, question):
    assert ask(question) == ()


def test_the_byline_is_never_cited(scraped_library, scraped):
    hits = scraped_library.search(Query("DE Online Desk", k=50))

    assert not any("Online Desk" in scraped[hit.start : hit.end] for hit in hits)
