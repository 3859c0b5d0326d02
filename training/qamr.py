"""QAMR's questions to single sentences (Michael et al. 2018, "Crowdsourcing question-answer meaning
representations") -> lists."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from index.reader_input import make_reading
from tests.evaluation.data import rows
from training.changes import NAME, Slots, changed, denied
from training.kinds import Kind
from training.lists import BESIDE, List

LONG_WORD = re.compile(r"\w{4,}")
ALIKE, SAME = 9, 4  # wrong sentences: of any article, and of its own


class Qamr:
    """The questions, by their sentence."""

    def __init__(self, data: Path) -> None:
        self._questions = defaultdict(list)
        for row in rows(data / "train" / "qamr.jsonl"):
            self._questions[row["sentence"]].append(row)
        self._words = {s: set(LONG_WORD.findall(s.lower())) for s in self._questions}
        self._article = {
            s: q[0]["sentence_id"].rsplit(":", 2)[0] for s, q in self._questions.items()
        }
        self._names = sorted({name for s in self._questions for name in NAME.findall(s)})

    def texts(self) -> Iterator[str]:
        """Every question."""
        return (row["question"] for group in self._questions.values() for row in group)

    def lists(self, slots: Slots, chance: random.Random) -> Iterator[List]:
        """A list for each question, and one of it changed."""
        for sentence, questions in self._questions.items():
            others = self._alike(sentence)
            for row in questions:
                yield _list(row, sentence, others)
                yield from _denied(row, sentence, others)
                names = chance.sample(self._names, 100)
                for text in changed(row["question"], sentence, names, slots, chance):
                    beside = [sentence, *others[: BESIDE - 1]]
                    readings = tuple(make_reading(text, "", s, "") for s in beside)
                    yield List(Kind.QAMR_CHANGED, readings)
                    break

    def _alike(self, sentence: str) -> list[str]:
        """Sentences that share most words with it, of its own article first."""
        shared = self._words[sentence]
        ranked = sorted(
            (s for s in self._questions if s != sentence),
            key=lambda s: -len(self._words[s] & shared),
        )
        same = [s for s in ranked if self._article[s] == self._article[sentence]]
        return list(dict.fromkeys([*same[:SAME], *ranked[:ALIKE]]))


def _list(row, sentence: str, others: list[str]) -> List:
    return _answered(row["question"], sentence, _wrong(row, others), _span(row))


def _denied(row, sentence: str, others: list[str]) -> Iterator[List]:
    """The question and its sentence negated, which is answered; and only the sentence."""
    denial = denied(row["question"], sentence)
    inside = denial and denial.moved(_span(row))
    if not inside:
        return
    wrong = _wrong(row, others)
    yield _answered(denial.question, denial.sentence, wrong, inside)
    beside = (denial.sentence, *wrong[: BESIDE - 1])
    readings = tuple(make_reading(row["question"], "", s, "") for s in beside)
    yield List(Kind.QAMR_CHANGED, readings)


def _answered(question: str, sentence: str, wrong: list[str], span: tuple[int, int]) -> List:
    readings = tuple(make_reading(question, "", s, "") for s in (sentence, *wrong))
    first = readings[0].offset
    return List(Kind.QAMR, readings, (span[0] + first, span[1] + first))


def _wrong(row, others: list[str]) -> list[str]:
    answers = {a["text"].lower() for a in row["answers"]}
    return [s for s in others if not any(a in s.lower() for a in answers)]


def _span(row) -> tuple[int, int]:
    answer = min(row["answers"], key=lambda a: len(a["text"]))
    return answer["start"], answer["start"] + len(answer["text"])
