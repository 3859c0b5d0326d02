"""python -m training.evidence DATA WORK: what is known of each hit, of questions to held articles.

The reader never learnt from these articles, so the curves of confidence may be fitted to them.
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from index import SHARED, Document, IndexConfig, Query
from index.encoder import open_encoder
from index.judge import Candidates, reading_of
from index.library import Library
from index.reader import OnnxReader, Verdict
from index.relevance import Candidate
from index.relevance import Question as Asked
from index.search import find_candidates
from index.store import Passage
from index.store.sqlite import SqliteStore
from tests.evaluation.cache import RememberingEncoder
from tests.evaluation.metrics import covers
from training.articles import HELD
from training.data import Question, read_articles, read_questions

READ, KEPT = 8, 30  # best hits that are read, and that are written down
WRONG = 0.3  # share of the questions that are also put to a wrong article
SEED = 7


class Witness:
    """Puts questions to the Library's own search, and says what it has to go by."""

    def __init__(self, data: Path, work: Path) -> None:
        config = IndexConfig(data_dir=work / "library")
        self._encoder = RememberingEncoder(open_encoder(config), work / "vectors.sqlite3")
        self._store = SqliteStore(config.data_dir)
        self._reader = OnnxReader(READ, remembered=100_000)
        library = Library(self._store, self._encoder, config)
        for article in read_articles(data).values():
            library.add(Document(article.name, article.title, article.text))

    def of(self, question: Question, place: str, source: str | None) -> dict:
        """The evidence of the best hits; in the place "absent" the right article is left out."""
        query = Query(question.text, (SHARED,), source)
        asked = Asked.read(question.text, self._encoder, self._store, query)
        candidates = find_candidates(self._store, self._encoder, query, asked)
        found = [
            each
            for each in candidates.found
            if place != "absent" or each.passage.source != question.article
        ][:KEPT]
        verdicts = self._read(candidates, [each.passage for each in found[:READ]])
        return {
            "question": question.name,
            "article": question.article,
            "place": place,
            "answerable": bool(question.answers) and place in ("all", "article"),
            "searched": candidates.searched,
            "hits": [
                _hit(each, question, verdict) for each, verdict in zip_longest(found, verdicts)
            ],
        }

    def _read(self, candidates: Candidates, passages: Sequence[Passage]) -> list[Verdict]:
        around = self._store.surroundings([passage.id for passage in passages])
        readings = [reading_of(candidates.question, p, around[p.id]) for p in passages]
        return [self._reader.read(reading) for reading in readings]


def _hit(candidate: Candidate, question: Question, verdict: Verdict | None) -> dict:
    at, evidence = candidate.passage.sentence, candidate.evidence
    right = candidate.passage.source == question.article and any(
        covers((at.start, at.end), answer) for answer in question.answers
    )
    row = {"right": right, "cosine": evidence.cosine}
    row |= {"sentence": evidence.sentence, "context": evidence.context}
    if verdict is not None:
        span = [at.start + verdict.start, at.start + verdict.end]
        row |= {"answers": verdict.answers, "marked": verdict.marked, "span": span}
    return row


def places(question: Question, others: list[str], chance: random.Random) -> Iterator[tuple]:
    """(place, source): its article, everywhere, everywhere but there, now and then a wrong one."""
    yield "article", question.article
    if question.answers:
        yield "all", None
        yield "absent", None
        if chance.random() < WRONG:
            yield "wrong", chance.choice([name for name in others if name != question.article])


def main(data: Path, work: Path, part: int = 0, parts: int = 1) -> None:
    """Write evidence.jsonl, or one part of it, where several processes share the questions."""
    witness, chance = Witness(data, work), random.Random(SEED)
    questions = [q for q in read_questions(data) if q.article in HELD][part::parts]
    target = work / ("evidence.jsonl" if parts == 1 else f"evidence.{part}.jsonl")
    with target.open("w", encoding="utf-8") as file:
        for question in questions:
            for place, source in places(question, sorted(HELD), chance):
                print(json.dumps(witness.of(question, place, source)), file=file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
