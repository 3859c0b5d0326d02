"""Candidates -> Hits: what each is worth, by its relevance, and read where there is a reader."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from index.datatypes import Hit
from index.reader import Reader, Verdict
from index.reader_input import Reading, make_reading
from index.relevance import Candidate, confidence, confidence_read, rank
from index.store import Passage, Store, Surroundings

AT_LEAST = 3  # candidates are read, however sure the first is
SURE = 0.85  # confidence at which no further candidate is read
MARKED = 1.0  # how much likelier than none an answer must be, as a logit, to be highlighted


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates for a question, best first, of so many sentences searched."""

    question: str
    found: Sequence[Candidate]
    searched: int

    def first(self, most: int) -> "Candidates":
        """Only the best so many."""
        return replace(self, found=self.found[:most])


def judge(candidates: Candidates) -> list[Hit]:
    """Every candidate as a hit, in order, by its relevance alone."""
    return [
        hit_of(each.passage, confidence(each.relevance, candidates.searched))
        for each in candidates.found
    ]


def judge_read(store: Store, reader: Reader, candidates: Candidates) -> list[Hit]:
    """The first `reader.depth` candidates are read and ranked anew, the others follow behind.
    All keep their order where the best is in a language that the reader does not know.

    Retrieve, then re-rank: Nogueira and Cho 2019, "Passage re-ranking with BERT".
    """
    first = candidates.found[: reader.depth]
    around = store.surroundings([each.passage.id for each in first])
    if not first or around[first[0].passage.id].language != reader.language:
        return judge(candidates)
    ranked: list[tuple[float, Hit]] = []
    for each in first:
        reading = reading_of(candidates.question, each.passage, around[each.passage.id])
        verdict = reader.read(reading)
        score = confidence_read(each.evidence, verdict, candidates.searched)
        ranked.append(
            (rank(each.relevance, verdict), _marked(hit_of(each.passage, score), verdict))
        )
        if len(ranked) >= AT_LEAST and max(hit.score for _, hit in ranked) >= SURE:
            break
    ranked.sort(key=lambda pair: -pair[0])
    read = [hit for _, hit in ranked]
    return _never_rising([*read, *judge(candidates)[len(read) :]])


def reading_of(question: str, passage: Passage, around: Surroundings) -> Reading:
    """What the reader is given of a passage."""
    return make_reading(question, around.title, passage.text, around.previous)


def _never_rising(hits: Sequence[Hit]) -> list[Hit]:
    """The hits in their order, none with a better score than one before it."""
    scores = accumulate((hit.score for hit in hits), min)
    return [replace(hit, score=score) for hit, score in zip(hits, scores, strict=True)]


def hit_of(passage: Passage, score: float) -> Hit:
    """A sentence as a hit; it has a speaker if most of it is somebody's quotation."""
    start, end = passage.sentence.start, passage.sentence.end
    return Hit(passage.source, passage.collection, start, end, score, passage.speaker)


def _marked(hit: Hit, verdict: Verdict) -> Hit:
    """The hit with the words that answer, if the reader is sure of them. Somebody's words stay
    marked whole: who said them is shown beside what is marked."""
    if verdict.marked < MARKED or hit.speaker:
        return hit
    return replace(hit, answer=(hit.start + verdict.start, hit.start + verdict.end))
