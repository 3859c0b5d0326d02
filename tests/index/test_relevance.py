from dataclasses import replace

import numpy as np
import pytest

from index import Sentence
from index.relevance import FOREIGN_COSINE, FOREIGN_WORDS, Question, confidence
from index.store import Passage

EAST, NORTH_EAST = np.array([1, 0], np.float32), np.array([0.8, 0.6], np.float32)
FOREIGN = "Какой дом высокий?"


def passage(language: str, terms: str) -> Passage:
    sentence = Sentence(0, 9)
    return Passage(1, "", "", sentence, "", terms, " ", NORTH_EAST, None, None, language)


class Known:
    """An encoder for which every question is EAST."""

    def __init__(self, english_only: bool) -> None:
        self.english_only = english_only
        self.encoded: list[str] = []

    def encode_question(self, text: str) -> np.ndarray:
        self.encoded.append(text)
        return EAST


def asked(english_only: bool, text: str = "Which house is tall?") -> Question:
    terms = {"en": ["house", "tall"], "de": ["haus", "hoch"]}
    idf = {"house": 1.0, "tall": 3.0, "haus": 1.0, "hoch": 3.0}
    occurring = {"tall": 20, "house": 450, "haus": 40}
    return Question(text, Known(english_only), terms, idf, occurring)


def test_relevance_is_the_cosine_and_three_quarters_of_the_share_of_the_words():
    assert asked(True).relevance(passage("en", " house ")) == pytest.approx(0.8 + 0.75 / 4)


def test_each_passage_is_compared_with_the_question_as_its_language_reads_it():
    german = asked(False).relevance(passage("de", " haus tall "))

    assert german == pytest.approx(0.8 + 0.75 / 4)


def test_a_model_that_knows_only_english_counts_less_in_another_language():
    expected = FOREIGN_COSINE * 0.8 + FOREIGN_WORDS * 0.75
    assert asked(True).relevance(passage("de", " haus hoch ")) == pytest.approx(expected)
    assert FOREIGN_COSINE < 1 < FOREIGN_WORDS


def test_where_words_alone_count_the_cosine_does_not():
    question = asked(True, FOREIGN)

    assert question.relevance(passage("de", " house ")) == 0
    assert question.encoder.encoded == []


def test_a_model_that_knows_every_language_encodes_every_script():
    assert asked(False, FOREIGN).relevance(passage("de", " house ")) == pytest.approx(0.8)


def test_a_question_is_encoded_once_and_only_when_it_is_compared():
    question = asked(True)
    question.terms_to_match()
    assert question.encoder.encoded == []

    for language in ("en", "de"):
        question.relevance(passage(language, " house "))

    assert question.encoder.encoded == ["Which house is tall?"]


def test_the_rarest_words_are_looked_up_as_many_as_few_sentences_have():
    assert asked(True).terms_to_match() == ["tall", "haus"]


def test_a_word_that_stands_everywhere_is_looked_up_where_it_is_the_only_one():
    question = replace(asked(True), occurring={"house": 100_000})

    assert question.terms_to_match() == ["house"]


def test_every_word_is_looked_up_where_words_alone_count():
    question = asked(True, FOREIGN)

    assert question.terms_to_match() == ["house", "tall", "haus", "hoch"]


def test_confidence_rises_with_relevance_from_0_to_1():
    values = [confidence(relevance, 100) for relevance in (-1, 0.5, 0.9, 1.2, 3)]

    assert values == sorted(values)
    assert 0 < values[0] < 0.01
    assert 0.99 < values[-1] < 1


def test_more_is_asked_of_a_hit_among_more_sentences():
    assert confidence(1, 10) > confidence(1, 1_000) > confidence(1, 100_000)


def test_one_sentence_or_none_is_no_crowd():
    assert confidence(1, 0) == confidence(1, 1)
