"""What every task is given: how many rounds, what to ask, and the libraries."""

import random
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.libraries import REAL, Libraries, sentences_of
from tests.benchmarks.texts import SEED, Writer


@dataclass(frozen=True, slots=True)
class Bench:
    """The set-up of a run."""

    rounds: int
    writer: Writer
    libraries: Libraries
    public: Path | None = None  # folder of the public data

    @classmethod
    def open(cls, rounds: int, writer: Writer, kept: Path, public: Path | None = None) -> "Bench":
        """With libraries that are kept in a folder."""
        return cls(rounds, writer, Libraries(writer, kept), public)

    def questions(self, number: int, size: int) -> list[str]:
        """Questions that a library of `size` sentences answers, from all over its articles, or
        from its first ones where it is large."""
        questions: list[str] = []
        sentences = 0
        for story in self.writer.stories():
            questions += story.questions
            sentences += len(sentences_of(story.document))
            if sentences >= min(size, REAL):
                break
        return random.Random(SEED).sample(questions, number)
