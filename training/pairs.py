"""python -m training.pairs DATA WORK: lists -> pairs.npz, their tokens, each text's only once."""

import random
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from training.articles import HELD
from training.changes import read_slots
from training.data import read_articles, read_questions
from training.lists import List, Lists, read_hits
from training.model import open_tokenizer
from training.qamr import Qamr

SEED = 20261125


class Texts:
    """Gives each text a number, and keeps its tokens."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._numbers: dict[str, int] = {}
        self._encodings: list = []

    def number(self, text: str) -> int:
        """The same for the same text."""
        if (number := self._numbers.get(text)) is None:
            number = self._numbers[text] = len(self._encodings)
            self._encodings.append(self._tokenizer.encode(text, add_special_tokens=False))
        return number

    def span(self, number: int, span: tuple[int, int]) -> tuple[int, int]:
        """The first and the last token that touch those characters; (-1, -1) if none does."""
        offsets = self._encodings[number].offsets
        touched = [i for i, (a, b) in enumerate(offsets) if a < span[1] and b > span[0]]
        return (touched[0], touched[-1]) if touched else (-1, -1)

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """All tokens in a row, and how many each text has."""
        ids = [encoding.ids for encoding in self._encodings]
        return {
            f"{name}_ids": np.fromiter(chain.from_iterable(ids), np.uint16),
            f"{name}_lengths": np.array([len(each) for each in ids], np.int32),
        }


def tokenized(lists: Iterable[List]) -> dict[str, np.ndarray]:
    """Of each pair the numbers of its texts (pairs, 2); of each list its kind, its length and the
    tokens of its answer (lists, 2) in the first passage, (-1, -1) where there is none."""
    tokenizer = open_tokenizer()
    questions, passages = Texts(tokenizer), Texts(tokenizer)
    pairs, kinds, lengths, spans = [], [], [], []
    for each in lists:
        numbers = [
            (questions.number(r.question), passages.number(r.passage)) for r in each.readings
        ]
        pairs += numbers
        kinds.append(each.kind)
        lengths.append(len(numbers))
        spans.append(passages.span(numbers[0][1], each.span) if each.span else (-1, -1))
    return {
        **questions.arrays("question"),
        **passages.arrays("passage"),
        "pairs": np.array(pairs, np.int32),
        "kinds": np.array(kinds, np.int8),
        "lengths": np.array(lengths, np.int32),
        "spans": np.array(spans, np.int32),
    }


def lists(data: Path, work: Path) -> Iterator[List]:
    """Of QAMR, then of the articles that are not held back."""
    articles, chance = read_articles(data), random.Random(SEED)
    questions = [q for q in read_questions(data) if q.article not in HELD]
    names = {question.article for question in questions}
    qamr = Qamr(data)
    slots = read_slots(chain(qamr.texts(), (q.text for q in questions)))
    yield from qamr.lists(slots, chance)
    maker = Lists({n: a for n, a in articles.items() if n in names}, read_hits(work), slots)
    for question in questions:
        yield from maker.of(question, chance)


if __name__ == "__main__":
    np.savez_compressed(
        Path(sys.argv[2]) / "pairs.npz", **tokenized(lists(Path(sys.argv[1]), Path(sys.argv[2])))
    )
