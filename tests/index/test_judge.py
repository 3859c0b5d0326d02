"""How hits are ranked anew by what a reader says of them."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from index import Document, Library, Query, Sentence
from index.judge import AT_LEAST, MARKED, Candidates, judge, judge_read
from index.reader import Verdict
from index.reader_input import Reading
from index.relevance import Candidate, Evidence
from index.store import Passage
from index.store.sqlite import SqliteStore

SENTENCES = [f"Sentence {number} is here." for number in range(12)]
TEXT = " ".join(SENTENCES)


@dataclass
class Opinion:
    """A reader that likes some sentences, and notes what it was given."""

    liked: dict[str, float]
    depth: int = 8
    marked: float = 5.0
    language: str = "en"
    given: list[Reading] = field(default_factory=list)

    def read(self, reading: Reading) -> Verdict:
        self.given.append(reading)
        sentence = reading.passage[reading.offset : reading.offset + reading.length]
        return Verdict(self.liked.get(sentence, -6.0), 0, 8, self.marked)


@pytest.fixture
def store(config, encoder) -> SqliteStore:
    store = SqliteStore(config.data_dir)
    Library(store, encoder, config).add(Document("a", "Title", TEXT))
    yield store
    store.close()


@pytest.fixture
def candidates(store) -> Candidates:
    """The sentences in their order, each a little less relevant than the one before."""
    found = store.matching(["sentenc"], ("shared",), None, 50)
    passages = sorted(found, key=lambda p: p.sentence.start)
    return Candidates("Which?", [candidate(p, 0.9 - i / 100) for i, p in enumerate(passages)], 12)


def candidate(passage: Passage, cosine: float) -> Candidate:
    """A passage without a word of the question."""
    return Candidate(cosine, Evidence(cosine, 0.0, 0.0), passage)


def texts(hits) -> list[str]:
    return [TEXT[hit.start : hit.end] for hit in hits]


def test_the_one_that_the_reader_likes_comes_first(store, candidates):
    hits = judge_read(store, Opinion({SENTENCES[6]: 6.0}), candidates)

    assert texts(hits)[0] == SENTENCES[6]


def test_as_many_as_it_should_are_read_and_the_others_follow_in_their_order(store, candidates):
    reader = Opinion({}, depth=5)

    hits = judge_read(store, reader, candidates)

    assert len(reader.given) == 5
    assert texts(hits)[5:] == SENTENCES[5:]
    assert len(hits) == 12


def test_no_unread_hit_scores_above_a_read_one(store, candidates):
    hits = judge_read(store, Opinion({}, depth=3), candidates)

    assert max(hit.score for hit in hits[3:]) <= min(hit.score for hit in hits[:3])


def test_reading_ends_when_one_is_sure(store, candidates):
    reader = Opinion({SENTENCES[0]: 12.0}, marked=12.0)

    judge_read(store, reader, candidates)

    assert len(reader.given) == AT_LEAST


def test_the_words_that_answer_are_marked_where_the_reader_is_sure(store, candidates):
    sure = judge_read(store, Opinion({}, marked=MARKED + 0.1), candidates)
    unsure = judge_read(store, Opinion({}, marked=MARKED - 0.1), candidates)

    assert {hit.answer for hit in unsure} == {None}
    assert sure[0].answer == (sure[0].start, sure[0].start + 8)


def test_somebodys_words_stay_marked_whole(config, encoder):
    store, reader = SqliteStore(config.data_dir), Opinion({}, marked=9.0)
    with Library(store, encoder, config, reader=reader) as library:
        library.add(Document("a", "Tide", '"The tide took the pier at noon," said Ada Quill.'))

        (hit,) = library.search(Query("When did the tide take the pier?"))

    assert (len(reader.given), hit.speaker, hit.answer) == (1, "Ada Quill", None)


def test_the_reader_is_given_title_and_sentence(store, candidates):
    reader = Opinion({})

    judge_read(store, reader, candidates)

    assert (reader.given[0].question, reader.given[0].passage) == (
        "Which?",
        f"Title : {SENTENCES[0]}",
    )


def test_a_question_in_another_script_is_not_read(config, encoder):
    reader = Opinion({})
    with Library(SqliteStore(config.data_dir), encoder, config, reader=reader) as library:
        library.add(Document("a", "Мост", "Мост открыли в мае 1931 года."))

        hits = library.search(Query("Когда открыли мост?"))

    assert len(hits) == 1
    assert reader.given == []


def test_an_article_in_another_language_is_not_read(config, encoder):
    reader = Opinion({})
    with Library(SqliteStore(config.data_dir), encoder, config, reader=reader) as library:
        library.add(Document("a", "Brücke", "Die Brücke wurde 1931 eröffnet.", language="de"))

        hits = library.search(Query("Wann wurde die Brücke eröffnet?"))

    assert len(hits) == 1
    assert reader.given == []


def test_without_a_reader_hits_keep_the_order_of_relevance(candidates):
    assert texts(judge(candidates)) == SENTENCES


def test_nothing_found_is_nothing_judged(store):
    assert judge_read(store, Opinion({}), Candidates("Which?", [], 0)) == []


def test_what_stands_around_a_sentence_is_told_by_the_store(store):
    found = store.matching(["sentenc"], ("shared",), None, 50)
    (first, second, *_) = sorted(passage.id for passage in found)

    around = store.surroundings([second, first])

    assert (around[first].title, around[first].previous) == ("Title", "")
    assert (around[second].previous, around[second].language) == (SENTENCES[0], "en")
    assert store.surroundings([10_000]) == {}


def test_a_passage_is_what_the_store_says():
    passage = Passage(
        1, "a", "shared", Sentence(0, 4), "Text", " ", " ", np.zeros(3), None, None, "en"
    )

    (hit,) = judge(Candidates("?", [candidate(passage, 0.5)], 1))

    assert (hit.source, hit.start, hit.end, hit.answer) == ("a", 0, 4, None)
