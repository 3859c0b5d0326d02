"""The articles that are measured on: always the same ones, distinct, and like a language."""

import math
from collections import Counter
from itertools import islice

import pytest

from index import Document, Query
from tests.benchmarks.libraries import sentences_of
from tests.benchmarks.texts import TOKEN, Story, Words, Writer, own_samples, retold

SAMPLE = Story(
    Document("rivers", "Salmon return", "Salmon swim in the Alder. In 1987 the salmon were gone."),
    ("Where do salmon swim?",),
)


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer(own_samples(), Words.of_model())


def test_the_first_stories_are_the_samples():
    assert Writer([SAMPLE], Words(["one", "two"])).story(0) == SAMPLE


def test_a_story_is_the_same_every_time(writer):
    assert writer.story(17) == Writer(own_samples(), Words.of_model()).story(17)


def test_a_word_is_exchanged_for_the_same_one_everywhere():
    story = Writer([SAMPLE], Words(["otter", "mill", "bridge", "ferry"])).story(1)

    fish = story.document.title.split()[0]
    assert fish != "Salmon"
    assert story.document.text.startswith(f"{fish} ")
    assert f"the {fish.lower()} were" in story.document.text
    assert f"do {fish.lower()} " in story.questions[0]


def test_what_sentences_are_built_with_stays():
    story = Writer([SAMPLE], Words(["otter", "mill", "bridge", "ferry"])).story(1)

    words = story.document.text.split()
    assert (words[2:4], words[5], words[7], words[9]) == (["in", "the"], "In", "the", "were")
    assert words[6].isdigit() and len(words[6]) == 4


def test_a_capital_stays_where_it_was():
    assert retold("Salmon and salmon", {"salmon": "otter"}) == "Otter and otter"


def test_sentences_are_distinct(writer):
    sentences = [s for story in islice(writer.stories(), 90) for s in sentences_of(story.document)]

    assert len(set(sentences)) > 0.99 * len(sentences)


def test_words_are_as_common_as_in_a_language(writer):
    texts = [story.document.text for story in islice(writer.stories(), 300)]
    counts = Counter(token.casefold() for text in texts for token in TOKEN.findall(text))
    ranked = [count for _, count in counts.most_common()]

    slope = math.log(ranked[1999] / ranked[19]) / math.log(2000 / 20)

    assert -1.3 < slope < -0.7  # Zipf's law: -1


def test_a_story_answers_its_questions(writer, library):
    stories = list(islice(writer.stories(), 3, 12))
    for story in stories:
        library.add(story.document)

    cited = [library.ask(Query(story.questions[0])).citations for story in stories]

    right = [c and c[0].source == s.document.source for c, s in zip(cited, stories, strict=True)]
    assert sum(map(bool, right)) >= 6
