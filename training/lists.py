"""Questions -> lists of readings, of which one is right or none: what the reader learns from."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, zip_longest
from pathlib import Path

from index.reader_input import Reading, make_reading
from tests.evaluation.data import rows
from training.changes import NAME, Slots, changed, denied
from training.data import Article, Place, Question
from training.kinds import Kind

NEAR, EVERYWHERE, INSIDE = 11, 8, 8  # wrong readings of each kind that a list can draw from
VARIANTS, BESIDE = 4, 4  # changed questions to one, and what each is read with
Hits = Mapping[str, Mapping[str, Sequence[Sequence]]]  # question -> where -> hits
Found = tuple[str, Place]  # in the article of that name


@dataclass(frozen=True, slots=True)
class List:
    """Readings of one question; if `right`, the first answers it at `span` of its passage."""

    kind: Kind
    readings: tuple[Reading, ...]
    span: tuple[int, int] | None = None


class Lists:
    """Makes the lists of questions to some articles; no text of any other article gets in."""

    def __init__(self, articles: Mapping[str, Article], hits: Hits, slots: Slots) -> None:
        self._articles = articles
        self._hits = hits
        self._slots = slots
        self._names = {n: sorted(set(NAME.findall(a.text))) for n, a in articles.items()}
        self._places = {
            (article.name, place.start): place
            for article in articles.values()
            for place in article.places
        }

    def of(self, question: Question, chance: random.Random) -> Iterator[List]:
        """One list; and some that nothing answers, of the question changed."""
        if not question.answers:
            yield self._list(Kind.UNANSWERED, question.text, self._unanswerable(question))
            return
        gold = self._gold(question)
        if gold is None:
            return
        place, span = gold
        candidates = [(question.article, place), *self._hard(question, place)]
        yield self._answered(question.text, candidates, span)
        yield from self._denied(question.text, candidates, span)
        for text in self._changed(question, place, chance):
            yield self._list(Kind.CHANGED, text, candidates[:BESIDE])

    def _answered(self, text: str, candidates: Sequence[Found], span: tuple[int, int]) -> List:
        right = self._list(Kind.ANSWERED, text, candidates)
        first = right.readings[0].offset - candidates[0][1].start
        return List(right.kind, right.readings, (span[0] + first, span[1] + first))

    def _denied(
        self, text: str, candidates: Sequence[Found], span: tuple[int, int]
    ) -> Iterator[List]:
        """The question and its sentence negated, which is answered; and only the sentence."""
        (name, gold), *others = candidates
        denial = denied(text, gold.sentence)
        inside = denial and denial.moved((span[0] - gold.start, span[1] - gold.start))
        if not inside:
            return
        negated = (name, replace(gold, sentence=denial.sentence))
        moved = (inside[0] + gold.start, inside[1] + gold.start)
        yield self._answered(denial.question, [negated, *others], moved)
        yield self._list(Kind.CHANGED, text, [negated, *others[: BESIDE - 1]])

    def _list(self, kind: Kind, text: str, candidates: Sequence[Found]) -> List:
        return List(kind, tuple(self._reading(text, *candidate) for candidate in candidates))

    def _reading(self, text: str, name: str, place: Place) -> Reading:
        return make_reading(text, self._articles[name].title, place.sentence, place.previous)

    def _gold(self, question: Question) -> tuple[Place, tuple[int, int]] | None:
        """The sentence that holds an answer whole, and where; the shortest such answer."""
        for start, end in sorted(question.answers, key=lambda a: a[1] - a[0]):
            for place in self._articles[question.article].places:
                if place.start <= start and end <= place.end:
                    return place, (start, end)
        return None

    def _hard(self, question: Question, gold: Place) -> list[Found]:
        """Near hits of the article, of anywhere, and what else is in the paragraph, in turn."""
        article = self._articles[question.article]
        answers = {article.text[s:e].lower() for s, e in question.answers}
        inside = [(article.name, p) for p in article.places if p.paragraph == gold.paragraph]
        pools = [
            self._found(question, "article")[:NEAR],
            self._found(question, "all")[:EVERYWHERE],
            inside[:INSIDE],
        ]
        in_turn = [c for c in chain(*zip_longest(*pools)) if c and c[1] is not gold]
        return [c for c in dict.fromkeys(in_turn) if not _says(c, article.name, answers)]

    def _unanswerable(self, question: Question) -> list[Found]:
        """The sentences of the paragraph that does not say, nearest first, and near hits."""
        near = self._found(question, "article")
        start, end = question.para
        places = self._articles[question.article].places
        inside = [(question.article, p) for p in places if start <= p.start < end]
        nearest = [c for c in near if c in inside]
        return list(dict.fromkeys([*nearest, *inside[:INSIDE], *near[:NEAR]]))

    def _found(self, question: Question, where: str) -> list[Found]:
        hits = self._hits[question.name][where]
        keys = [(hit[0], hit[1]) for hit in hits]
        return [(key[0], self._places[key]) for key in keys if key in self._places]

    def _changed(self, question: Question, gold: Place, chance: random.Random) -> Iterator[str]:
        article = self._articles[question.article]
        known = f"{gold.sentence} {gold.previous} {question.text} {article.title}"
        names = self._names[article.name]
        return islice(changed(question.text, known, names, self._slots, chance), VARIANTS)


def read_hits(work: Path) -> Hits:
    """What candidates.py wrote."""
    return {row["question"]: row for row in rows(work / "hits.jsonl")}


def _says(candidate: Found, article: str, answers: set[str]) -> bool:
    """Whether a sentence of the same article holds the words of an answer, so may be right."""
    name, place = candidate
    return name == article and any(answer in place.sentence.lower() for answer in answers)
