"""Files of the evaluation data -> articles in sentences, and questions with their gold spans."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.split import citable, split_sentences
from tests.evaluation.data import rows
from training.articles import MAY_TRAIN


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of an article: `text[start:end]`, with the one before it in its paragraph."""

    start: int
    end: int
    sentence: str
    previous: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Article:
    """An article in sentences, as the Library cites them."""

    name: str
    title: str
    text: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to one article; without answers, its paragraph `para` does not say."""

    name: str
    text: str
    article: str
    answers: tuple[tuple[int, int], ...]
    para: tuple[int, int]


def read_articles(data: Path) -> dict[str, Article]:
    """Every open article by its id, the news ones too (as places to search, not to learn)."""
    return {
        row["doc_id"]: Article(
            row["doc_id"], row["title"], row["text"], tuple(_places(row["text"]))
        )
        for row in rows(data / "open" / "articles.jsonl")
    }


def read_questions(data: Path) -> list[Question]:
    """Every question on the articles that may be trained on, those held back among them."""
    return [
        Question(
            row["qid"],
            row["question"],
            row["doc_id"],
            tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"]),
            tuple(row["para"]),
        )
        for row in rows(data / "train" / "questions.jsonl")
        if row["source"] in MAY_TRAIN
    ]


def _places(text: str) -> Iterator[Place]:
    end, before = 0, ""
    paragraph = 0
    for s in citable(text, split_sentences(text)):
        if "\n" in text[end : s.start]:
            before, paragraph = "", paragraph + 1
        sentence = text[s.start : s.end]
        yield Place(s.start, s.end, sentence, before, paragraph)
        end, before = s.end, sentence
