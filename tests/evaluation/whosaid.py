"""The task "What did X say?", put to one article; X speaks there, is only named, or is absent."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import SHARED, Hit, Library, Query
from tests.evaluation import data
from tests.evaluation.abstention import asked
from tests.evaluation.data import SaidQuestion
from tests.evaluation.figures import Figure, Label, mean, measure
from tests.evaluation.metrics import Span, auroc, precision_at_k
from tests.evaluation.progress import steps
from tests.evaluation.retrieval import NOTHING
from tests.evaluation.systems import PROJECT, System, ThisProject, Workshop

TASK = "what did X say"
DEPTH = 5
ENOUGH = 20  # characters of a statement that a passage must show, or half of a shorter one
PARTS = {  # kind of question -> how it is called in the report
    "answerable": "X speaks",
    "absent_speaker": "X absent",
    "mentioned_not_quoted": "X named, not quoted",
}


@dataclass(frozen=True, slots=True)
class Showing:
    """What the first hits of an answerable question show of the speaker's statements."""

    article: str
    right: tuple[bool, ...]  # of each hit
    recall: float  # of the gold statements, those shown, out of at most DEPTH
    score: float  # of the first hit


def whosaid(folder: Path, workshop: Workshop) -> list[Figure]:
    """P@1, P@3, recall@5; AUROC by the first score; and what ask refuses."""
    questions = data.said_questions(folder / "whosaid.jsonl")
    articles = {question.article for question in questions}
    documents = [a.document for a in data.quoted_articles(folder / "quotes.jsonl")]
    shelves = {SHARED: [d for d in documents if d.source in articles]}
    with workshop.open("whosaid", shelves) as systems:
        return [figure for system in systems for figure in measured(system, questions)]


def shown(question: SaidQuestion, hits: Sequence[Hit]) -> Showing:
    """Compare hits with the statements; what "he" says is right to show, too."""
    spans = [(hit.start, hit.end) for hit in hits]
    wanted = [*question.gold, *question.silver]
    reached = sum(any(shows(span, gold) for span in spans) for gold in question.gold)
    return Showing(
        article=question.article,
        right=tuple(any(shows(span, statement) for statement in wanted) for span in spans),
        recall=reached / min(DEPTH, len(question.gold)),
        score=hits[0].score if hits else NOTHING,
    )


def shows(passage: Span, statement: Span) -> bool:
    """Whether a passage holds 20 characters of a statement, or half of a shorter one."""
    needed = min(ENOUGH, (statement[1] - statement[0]) / 2)
    return min(passage[1], statement[1]) - max(passage[0], statement[0]) >= needed


def measured(system: System, questions: Sequence[SaidQuestion]) -> list[Figure]:
    """All that one system reaches; what ask decides is this project's only."""
    hits = [
        system.search(_query(question)) for question in steps(questions, f"{TASK}, {system.name}")
    ]
    pairs = list(zip(questions, hits, strict=True))
    speaking = [shown(question, found) for question, found in pairs if question.answerable]
    figures = _ranking(system, speaking)
    for kind in list(PARTS)[1:] if system.is_scored else ():
        negative = [found[0].score if found else NOTHING for q, found in pairs if q.kind == kind]
        samples = np.array([showing.score for showing in speaking]), np.array(negative)
        label = Label(TASK, PARTS[kind], "AUROC", system.name)
        figures.append(measure(label, sum(map(len, samples)), auroc, *samples))
    if isinstance(system, ThisProject):
        figures += [_decided(system.library, questions, kind) for kind in PARTS]
    return figures


def _ranking(system: System, showings: Sequence[Showing]) -> list[Figure]:
    articles = [showing.article for showing in showings]
    values = {
        "P@1": [precision_at_k(showing.right, 1) for showing in showings],
        "P@3": [precision_at_k(showing.right, 3) for showing in showings],
        "recall@5": [showing.recall for showing in showings],
    }
    return [
        mean(Label(TASK, PARTS["answerable"], metric, system.name), each, articles)
        for metric, each in values.items()
    ]


def _decided(library: Library, questions: Sequence[SaidQuestion], kind: str) -> Figure:
    """The share of one kind's questions that ask answers, if X speaks, or else refuses."""
    chosen = [question for question in questions if question.kind == kind]
    covered = asked(library, [_query(question) for question in chosen], PARTS[kind])
    kept = kind == "answerable"
    label = Label(TASK, PARTS[kind], "kept by ask" if kept else "refused by ask", PROJECT)
    right = [is_covered is kept for is_covered in covered]
    return mean(label, right, [question.article for question in chosen])


def _query(question: SaidQuestion) -> Query:
    return Query(question.text, (SHARED,), question.article, DEPTH)
