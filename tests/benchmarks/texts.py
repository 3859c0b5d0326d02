"""The sample articles -> any number of articles and questions to them, the same in every run.

The first articles are the samples. The others are samples told again: each word that carries a
meaning is exchanged for another, throughout the article and its questions. What sentences are
built with stays: "the", "said", punctuation. New words are drawn by Zipf's law.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from pathlib import Path

from index import Document, IndexConfig
from index.articles import ArticleReader
from index.encoder import find_bundled
from index.speakers.english import SPEECH_VERBS
from index.words import STOP_WORDS
from tests.evaluation import data
from tests.evaluation.own import own_questions

ARTICLES = Path(__file__).parents[2] / "articles"
SEED = 2026
SHORTEST = 4  # shorter words mostly build sentences: two, yet, per
TOKEN = re.compile(r"[^\W\d_]+|\d+")
BUILDING = STOP_WORDS | SPEECH_VERBS


@dataclass(frozen=True, slots=True)
class Story:
    """An article, and questions that it answers."""

    document: Document
    questions: tuple[str, ...]


class Words:
    """Draws words so that the one of rank r comes with a chance in proportion to 1 / (r + 2.7).

    Zipf's law with Mandelbrot's offset (Mandelbrot 1953, "An informational theory of the
    statistical structure of language").
    """

    OFFSET = 2.7

    def __init__(self, words: Sequence[str]) -> None:
        """The commonest first."""
        self._words = words
        self._names = words[len(words) // 2 :]
        self._chances = list(accumulate(1 / (rank + self.OFFSET) for rank in range(len(words))))

    @classmethod
    def of_model(cls) -> "Words":
        """The whole words of the bundled model's vocabulary. Raises EncoderError.

        It is BERT's, ordered by frequency (Devlin et al. 2019, "BERT", section 3).
        """
        lines = (find_bundled() / "vocab.txt").read_text(encoding="utf-8").split("\n")
        words = [w for w in lines if len(w) >= SHORTEST and w.isascii() and w.isalpha()]
        return cls([w for w in words if w not in BUILDING])

    def draw(self, like: str, chance: random.Random) -> str:
        """A word in place of `like`; a number for a number, a rare word for a name."""
        if like.isdigit():
            return str(chance.randint(10 ** (len(like) - 1), 10 ** len(like) - 1))
        if like[0].isupper():
            return chance.choice(self._names)
        return chance.choices(self._words, cum_weights=self._chances)[0]


class Writer:
    """Writes story 0, 1, 2, ... from samples."""

    def __init__(self, samples: Sequence[Story], words: Words) -> None:
        self._samples = samples
        self._words = words

    def stories(self) -> Iterator[Story]:
        """All of them, without end."""
        return map(self.story, count())

    def story(self, number: int) -> Story:
        """One story: a sample, or a sample told again."""
        sample = self._samples[number % len(self._samples)]
        if number < len(self._samples):
            return sample
        title, text = sample.document.title, sample.document.text
        exchanged = self._exchanged(f"{text}\n{title}", number)
        document = Document(f"{number}.txt", retold(title, exchanged), retold(text, exchanged))
        return Story(document, tuple(retold(each, exchanged) for each in sample.questions))

    def _exchanged(self, text: str, number: int) -> dict[str, str]:
        """Folded word -> the word that takes its place in story `number`."""
        chance = random.Random(SEED * 10_000_000 + number)
        found = {token.casefold(): token for token in reversed(TOKEN.findall(text))}
        return {
            folded: self._words.draw(token, chance)
            for folded, token in sorted(found.items())
            if token.isdigit() or (len(token) >= SHORTEST and folded not in BUILDING)
        }


def retold(text: str, exchanged: dict[str, str]) -> str:
    """The text with words exchanged, each with a capital letter where the old one had it."""

    def other(match: re.Match[str]) -> str:
        old = match.group()
        new = exchanged.get(old.casefold(), old)
        return new.capitalize() if old[0].isupper() and new != old else new

    return TOKEN.sub(other, text)


def own_samples() -> list[Story]:
    """The articles of this repository and our questions to them."""
    with ArticleReader(IndexConfig(data_dir=ARTICLES)) as reader:
        documents = [reader.read_file(path) for path in sorted(ARTICLES.glob("*.md"))]
    questions = [question for question in own_questions(documents) if question.gold]
    return [
        Story(document, tuple(q.text for q in questions if q.gold[0][0] == document.source))
        for document in documents
    ]


def public_samples(folder: Path) -> list[Story]:
    """The public articles (see tests/evaluation) and the questions that they answer."""
    questions = [q for q in data.questions(folder / "questions.jsonl") if q.answers]
    return [
        Story(document, tuple(q.text for q in questions if q.article == document.source))
        for document in data.documents(folder / "articles.jsonl")
    ]
