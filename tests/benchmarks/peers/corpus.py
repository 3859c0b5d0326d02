"""The articles that everybody indexes, and whether what was found is right."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from index import Document
from tests.benchmarks.libraries import spans_of
from tests.benchmarks.peers.ours import Place
from tests.benchmarks.peers.system import OURS
from tests.benchmarks.process import Process
from tests.evaluation.data import Question
from tests.evaluation.metrics import covers
from tests.evaluation.progress import steps

Found = int | Sequence[object]  # the number of a sentence, or ours: (source, start, end)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles, and where their sentences stand: those that our own index embeds."""

    documents: Sequence[Document]
    places: Sequence[Place]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Corpus":
        """Those articles."""
        places = [(d.source, start, end) for d in documents for start, end in spans_of(d)]
        return cls(documents, places)

    def given_to(self, name: str) -> list[object]:
        """What a system indexes: ours the articles, every other one their sentences."""
        if name == OURS:
            return [asdict(document) for document in self.documents]
        texts = {document.source: document.text for document in self.documents}
        return [texts[source][start:end] for source, start, end in self.places]

    def is_right(self, found: Found, question: Question) -> bool:
        """Whether a result holds half of an answer's characters, as tests/evaluation counts."""
        source, start, end = self.places[found] if isinstance(found, int) else found
        return source == question.article and any(
            covers((start, end), answer) for answer in question.answers
        )


def recall(system: Process, corpus: Corpus, questions: Sequence[Question], name: str) -> float:
    """R@1: the share of the questions whose first result is right."""
    right = 0
    for question in steps(questions, f"Judging {name}"):
        found = system(["search", question.text])
        right += bool(found) and corpus.is_right(found[0], question)
    return right / len(questions)
