"""The task TREC-QA: answer sentences among newswire candidates (Wang et al. 2007)."""

from collections.abc import Sequence
from pathlib import Path

from index import Document, Hit, Query
from tests.evaluation import data
from tests.evaluation.data import Choice
from tests.evaluation.figures import Figure, Label, mean
from tests.evaluation.metrics import average_precision, first_rank, reciprocal_rank
from tests.evaluation.progress import steps
from tests.evaluation.systems import System, Workshop

TASK = "TREC-QA"
DEPTH = 1_000  # more than there are candidates, so that all are ranked


def trecqa(folder: Path, workshop: Workshop) -> list[Figure]:
    """MAP and MRR over a question's candidates.

    Each question has a collection of its own, where each candidate is an article without a title:
    they come from different newspapers. A candidate stands where its best sentence does.
    """
    choices = data.choices(folder / "trecqa.jsonl")
    shelves = {choice.name: _documents(choice) for choice in choices}
    with workshop.open("trecqa", shelves) as systems:
        return [figure for system in systems for figure in _figures(system, choices)]


def ranked(choice: Choice, hits: Sequence[Hit]) -> list[bool]:
    """Whether each candidate is right, best first; those without a hit last, in their order."""
    found = list(dict.fromkeys(int(hit.source) for hit in hits))
    rest = [number for number in range(len(choice.candidates)) if number not in found]
    return [choice.right[number] for number in found + rest]


def _documents(choice: Choice) -> list[Document]:
    return [Document(str(number), "", text) for number, text in enumerate(choice.candidates)]


def _figures(system: System, choices: Sequence[Choice]) -> list[Figure]:
    relevant = [
        ranked(choice, system.search(Query(choice.question, (choice.name,), k=DEPTH)))
        for choice in steps(choices, f"{TASK}, {system.name}")
    ]
    reciprocal = [reciprocal_rank(first_rank(right), k=len(right)) for right in relevant]
    names = [choice.name for choice in choices]
    label = Label(TASK, "trecqa", "MAP", system.name)
    return [
        mean(label, [average_precision(right) for right in relevant], names),
        mean(Label(TASK, "trecqa", "MRR", system.name), reciprocal, names),
    ]
