"""questions.yaml and quotations.yaml -> our own questions on our own sample articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from index import Answer, Citation, Document, Hit, Library, Query
from tests.evaluation.metrics import Span, covers
from tests.evaluation.quotes import is_same_person

HERE = Path(__file__).parent
Place = tuple[str, int, int]  # (source, start, end)


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question, and the places that answer it; none where the articles do not."""

    text: str
    kind: str
    gold: tuple[Place, ...]
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Words in an article, and who says them."""

    place: Place
    speaker: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what the library found and answered."""

    question: OwnQuestion
    hits: tuple[Hit, ...]
    answer: Answer

    @property
    def right(self) -> list[bool]:
        """Whether each hit is right, best first."""
        return [
            any(_holds((hit.source, hit.start, hit.end), gold) for gold in self.question.gold)
            for hit in self.hits
        ]

    @property
    def names_the_right_one(self) -> bool:
        """Whether the first citation names the one whose words were asked for."""
        named = self.answer.citations[0].speaker if self.answer.citations else None
        wanted = self.question.speaker
        return bool(named and wanted) and is_same_person(named, wanted)

    def __str__(self) -> str:
        shown = [f"{c.speaker}: {c.excerpt!r}" for c in self.answer.citations[:1]]
        return f"{self.question.kind}: {self.question.text} -> {shown or self.answer.reason}"


def own_questions(documents: Sequence[Document]) -> list[OwnQuestion]:
    """Every question of questions.yaml, its gold found in the documents."""
    rows = yaml.safe_load((HERE / "questions.yaml").read_text(encoding="utf-8"))
    return [
        OwnQuestion(
            row["question"],
            row["kind"],
            tuple(_find(words, documents) for words in row.get("gold", [])),
            row.get("speaker"),
        )
        for row in rows
    ]


def own_statements(documents: Sequence[Document]) -> list[Statement]:
    """Every statement of quotations.yaml."""
    articles = yaml.safe_load((HERE / "quotations.yaml").read_text(encoding="utf-8"))
    return [
        Statement(_find(words, [d for d in documents if d.source == source]), speaker)
        for source, speakers in articles.items()
        for speaker, said in speakers.items()
        for words in said
    ]


def ask(library: Library, question: OwnQuestion) -> Asked:
    """Put a question to all the articles."""
    query = Query(question.text)
    return Asked(question, tuple(library.search(query)), library.ask(query))


def is_said_by(speaker: str, place: Place, statements: Sequence[Statement]) -> bool:
    """Whether the words there are that speaker's."""
    return any(
        is_same_person(speaker, statement.speaker)
        and (_holds(place, statement.place) or _holds(statement.place, place))
        for statement in statements
    )


def place_of(citation: Citation) -> Place:
    """Where the highlighted words of a citation stand."""
    return (citation.source, *citation.highlight)


def _holds(passage: Place, answer: Place) -> bool:
    spans: list[Span] = [passage[1:], answer[1:]]
    return passage[0] == answer[0] and covers(*spans)


def _find(words: str, documents: Sequence[Document]) -> Place:
    """Where the words stand. Raises ValueError unless that is at one place only."""
    if sum(document.text.count(words) for document in documents) != 1:
        raise ValueError(f"the sample articles must hold these words exactly once: {words}")
    document = next(document for document in documents if words in document.text)
    start = document.text.index(words)
    return (document.source, start, start + len(words))
