"""Questions -> lists of readings, of which one is right or none: what the reader learns from."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.reader_input import Reading, make_reading
from tests.evaluation.data import rows
from training.data import Article, Place, Question

LENGTH = 5  # readings in a list
SWAPPED = 0.3  # share of questions also asked with a wrong name or number
NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|\b\d[\d,.]*\b")
Hits = Mapping[str, Mapping[str, Sequence[Sequence]]]  # question -> where -> hits


@dataclass(frozen=True, slots=True)
class List:
    """Readings of one question; if `right`, the first answers it at `span` of its passage."""

    readings: tuple[Reading, ...]
    right: bool
    span: tuple[int, int] = (0, 0)


class Lists:
    """Makes the lists of questions to some articles; no text of any other article gets in."""

    def __init__(self, articles: Mapping[str, Article], hits: Hits) -> None:
        self._articles = articles
        self._hits = hits
        self._places = {
            (article.name, place.start): place
            for article in articles.values()
            for place in article.places
        }

    def of(self, question: Question, chance: random.Random) -> Iterator[List]:
        """One list; and one that nothing answers, if the question has a name to change."""
        if not question.answers:
            yield self._wrong(question.text, question, self._unanswerable(question, chance))
            return
        gold = self._gold(question)
        if gold is None:
            return
        place, span = gold
        wrong = self._hard(question, place, chance)
        yield self._right(question, place, span, wrong)
        if chance.random() < SWAPPED and (text := self._swapped(question, place, chance)):
            yield self._wrong(text, question, [(question.article, place), *wrong[:3]])

    def _right(self, question: Question, place: Place, span, wrong) -> List:
        candidates = [(question.article, place), *wrong]
        readings = tuple(self._reading(question.text, *c) for c in candidates)
        first = readings[0].offset - place.start
        return List(readings, True, (span[0] + first, span[1] + first))

    def _wrong(self, text: str, question: Question, wrong) -> List:
        return List(tuple(self._reading(text, *candidate) for candidate in wrong), False)

    def _reading(self, text: str, name: str, place: Place) -> Reading:
        return make_reading(text, self._articles[name].title, place.sentence, place.previous)

    def _gold(self, question: Question) -> tuple[Place, tuple[int, int]] | None:
        """The sentence that holds an answer whole, and where; the shortest such answer."""
        for start, end in sorted(question.answers, key=lambda a: a[1] - a[0]):
            for place in self._articles[question.article].places:
                if place.start <= start and end <= place.end:
                    return place, (start, end)
        return None

    def _hard(self, question: Question, gold: Place, chance: random.Random):
        """Two near hits of the article, one of anywhere, one of the paragraph."""
        article = self._articles[question.article]
        near = self._found(question, "article")
        everywhere = self._found(question, "all")
        inside = [(article.name, p) for p in article.places if p.paragraph == gold.paragraph]
        answers = {article.text[s:e].lower() for s, e in question.answers}
        chosen: list = []
        for pool, count in (
            (near[:7], 2),
            (everywhere[:8], 1),
            (inside, 1),
            (near + everywhere, 4),
        ):
            fit = [c for c in pool if c not in chosen and not _says(c, article.name, answers)]
            chosen += chance.sample(fit, min(count, len(fit)))
        return chosen[: LENGTH - 1]

    def _unanswerable(self, question: Question, chance: random.Random):
        """Three sentences of the paragraph that does not say, and near hits of the article."""
        near = self._found(question, "article")
        start, end = question.para
        places = self._articles[question.article].places
        inside = [(question.article, p) for p in places if start <= p.start < end]
        best = [c for c in near if c in inside][:2]
        chosen = best + chance.sample(inside, min(3 - len(best), len(inside)))
        chosen += [c for c in near[:6] if c not in chosen]
        return list(dict.fromkeys(chosen))[:LENGTH]

    def _found(self, question: Question, where: str) -> list[tuple[str, Place]]:
        hits = self._hits[question.name][where]
        keys = [(hit[0], hit[1]) for hit in hits]
        return [(key[0], self._places[key]) for key in keys if key in self._places]

    def _swapped(self, question: Question, gold: Place, chance: random.Random) -> str | None:
        """The question with one name or number that is another of the article, so that the
        sentence no longer answers it (after Jia and Liang 2017, "Adversarial examples")."""
        article = self._articles[question.article]
        inside = [m for m in NAME.finditer(question.text) if m.group() not in article.title]
        if not inside:
            return None
        out = chance.choice(inside)
        known = f"{gold.sentence} {gold.previous} {question.text} {article.title}"
        others = [
            name
            for name in sorted(set(NAME.findall(article.text)))
            if name[0].isdigit() == out.group()[0].isdigit() and name not in known
        ]
        if not others:
            return None
        return question.text[: out.start()] + chance.choice(others) + question.text[out.end() :]


def read_hits(work: Path) -> Hits:
    """What candidates.py wrote."""
    return {row["question"]: row for row in rows(work / "hits.jsonl")}


def qamr_lists(data: Path, count: int, chance: random.Random) -> list[List]:
    """Questions on single sentences (QAMR, Michael et al. 2018), as many a sentence."""
    by_sentence = defaultdict(list)
    for row in rows(data / "train" / "qamr.jsonl"):
        by_sentence[row["sentence"]].append(row)
    sentences = list(by_sentence)
    words = {s: set(re.findall(r"\w{4,}", s.lower())) for s in sentences}
    article = {s: by_sentence[s][0]["sentence_id"].rsplit(":", 2)[0] for s in sentences}
    questions = [row for group in by_sentence.values() for row in group]
    return [
        _qamr_list(row, sentences, words, article, chance)
        for row in chance.sample(questions, count)
    ]


def _qamr_list(row, sentences, words, article, chance: random.Random) -> List:
    sentence, question = row["sentence"], row["question"]
    asked = set(re.findall(r"\w{4,}", question.lower()))
    answers = {a["text"].lower() for a in row["answers"]}
    others = [s for s in sentences if s != sentence and not any(a in s.lower() for a in answers)]
    near = sorted(others, key=lambda s: -len(words[s] & asked))[:6]
    same = [s for s in others if article[s] == article[sentence]]
    alike = sorted(same, key=lambda s: -len(words[s] & (asked | words[sentence])))[:3]
    wrong = list(dict.fromkeys(alike + chance.sample(near, 4)))[: LENGTH - 1]
    readings = tuple(make_reading(question, "", s, "") for s in (sentence, *wrong))
    answer = min(row["answers"], key=lambda a: len(a["text"]))
    start = readings[0].offset + answer["start"]
    return List(readings, True, (start, start + len(answer["text"])))


def _says(candidate: tuple[str, Place], article: str, answers: set[str]) -> bool:
    """Whether a sentence of the same article holds the words of an answer, so may be right."""
    name, place = candidate
    return name == article and any(answer in place.sentence.lower() for answer in answers)
