"""Questions -> where in the ranking the answer stands, and R@k and MRR of that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index import Hit, Query
from tests.evaluation.data import Question
from tests.evaluation.figures import Figure, Label, mean
from tests.evaluation.metrics import covers, first_rank, recall_at_k, reciprocal_rank
from tests.evaluation.progress import steps
from tests.evaluation.systems import System
from training.articles import is_learnt_from

DEPTH = 10
UNSEEN = "unseen articles"
NOTHING = float("-inf")  # the score where nothing is found
Metrics = Mapping[str, Callable[[int], float]]
METRICS: Metrics = {
    "R@1": lambda rank: recall_at_k(rank, 1),
    "R@3": lambda rank: recall_at_k(rank, 3),
    "R@5": lambda rank: recall_at_k(rank, 5),
    "MRR@10": reciprocal_rank,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where questions are put: to a whole collection, or to the one article each is about."""

    name: str
    collection: str
    is_scoped: bool

    def query(self, question: Question) -> Query:
        """The question, put there."""
        source = question.article if self.is_scoped else None
        return Query(question.text, (self.collection,), source, DEPTH)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question went: the rank of the first right hit, or 0; the first hit's score; hits."""

    question: Question
    rank: int
    score: float
    hits: tuple[Hit, ...] = ()

    @property
    def right(self) -> Hit | None:
        """The first hit that holds an answer."""
        return self.hits[self.rank - 1] if self.rank else None


def search_all(system: System, questions: Sequence[Question], place: Place) -> list[Outcome]:
    """Put every question to a system."""
    return [
        _outcome(question, system.search(place.query(question)))
        for question in steps(questions, f"{place.name}, {system.name}")
    ]


def ranking(
    place: Place, system: System, outcomes: Sequence[Outcome], metrics: Metrics = METRICS
) -> list[Figure]:
    """The metrics on all the questions that have a gold answer, on those of each source, and on
    those whose article the reader never learnt from."""
    ranked = [outcome for outcome in outcomes if outcome.question.answers]
    figures = []
    for part, chosen in parts(ranked).items():
        articles = [o.question.article or "" for o in chosen]
        for name, metric in metrics.items():
            label = Label(place.name, part, name, system.name)
            figures.append(mean(label, [metric(o.rank) for o in chosen], articles))
    return figures


def parts(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes by source, with all and with those that the reader never learnt from, if these
    are others."""
    sources = sorted({outcome.question.source for outcome in outcomes})
    found = {"all": list(outcomes)} if len(sources) > 1 else {}
    unseen = [outcome for outcome in outcomes if is_unseen(outcome.question)]
    if len(unseen) < len(outcomes):
        found[UNSEEN] = unseen
    return found | {s: [o for o in outcomes if o.question.source == s] for s in sources}


def is_unseen(question: Question) -> bool:
    """Whether the reader never learnt from the article that is asked."""
    return question.article is None or not is_learnt_from(question.article)


def _outcome(question: Question, hits: Sequence[Hit]) -> Outcome:
    rank = first_rank([_is_right(hit, question) for hit in hits])
    return Outcome(question, rank, hits[0].score if hits else NOTHING, tuple(hits))


def _is_right(hit: Hit, question: Question) -> bool:
    return hit.source == question.article and any(
        covers((hit.start, hit.end), answer) for answer in question.answers
    )
