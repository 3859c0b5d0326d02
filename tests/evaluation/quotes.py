"""The task of finding who said what: quotations found, and the right speaker on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index import Quotation
from index.speakers import find_quotations
from tests.evaluation import data
from tests.evaluation.data import QuotedArticle, Statement
from tests.evaluation.figures import Figure, Label, mean, measure
from tests.evaluation.metrics import Span, f1, overlap, share
from tests.evaluation.progress import steps
from tests.evaluation.systems import PROJECT, Workshop

TASK = "quotations"
PARTS = {"en": "PolNeAR", "de": "German Wikinews"}
WITH_MARKS = ("direct", "mixed")  # the kinds of statement that must be found
IN_MARKS = re.compile('["“„»][^"“”„«»]*["“”«]?')
POSSESSIVE = re.compile(r"['’]s\b")
APPOSITION = re.compile(r",| who ")
NAME = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A gold stretch that was found: who says it, and whom we name."""

    speaker: str
    speaker_kind: str
    named: str | None

    @property
    def is_right(self) -> bool:
        """The one who says it is named."""
        return bool(self.named) and is_same_person(self.named, self.speaker)

    @property
    def is_wrong(self) -> bool:
        """Somebody else is named; naming nobody is not wrong."""
        return bool(self.named) and not self.is_right


@dataclass(frozen=True, slots=True)
class Comparison:
    """The quotations found in one article against its statements."""

    article: str
    right: int  # quotations that lie at least half in a statement of any kind
    predicted: int
    found: int  # gold stretches of which at least half the characters are quoted
    gold: int
    attributions: tuple[Attribution, ...]  # of the found ones whose speaker is known


def quotes(folder: Path, _: Workshop) -> list[Figure]:
    """P, R and F1 of direct and mixed quotations, and speakers by how the text refers to them."""
    articles = data.quoted_articles(folder / "quotes.jsonl")
    figures = []
    for language, part in PARTS.items():
        chosen = [a for a in articles if a.document.language == language]
        comparisons = [
            compare(article, find_quotations(article.document.text))
            for article in steps(chosen, f"{TASK}, {part}")
        ]
        figures += [*_detection(part, comparisons), *_speakers(part, comparisons)]
    return figures


def compare(article: QuotedArticle, quotations: Sequence[Quotation]) -> Comparison:
    """Count what was found, stretch by stretch, leaving out what nobody labelled."""
    pool = [q for q in quotations if not any(s <= q.start < e for s, e in article.unlabelled)]
    said = [span for statement in article.statements for span in statement.spans]
    stretches = list(_stretches(article))
    found = [(statement, span) for statement, span, size in stretches if _holds(pool, span, size)]
    return Comparison(
        article=article.document.source,
        right=sum(_lies_in(quotation, said) for quotation in pool),
        predicted=len(pool),
        found=len(found),
        gold=len(stretches),
        attributions=tuple(
            Attribution(statement.speaker, statement.speaker_kind, _speaker_of(pool, span))
            for statement, span in found
            if statement.speaker
        ),
    )


def is_same_person(one: str, other: str) -> bool:
    """Whether two names end in the same word, or one is part of the other."""
    a, b = one.lower(), other.lower()
    return surname(one) == surname(other) or a in b or b in a


def surname(name: str) -> str:
    """The last word of a name, without what follows a comma or "who", in lower case."""
    before = APPOSITION.split(POSSESSIVE.sub("", name))[0]
    return (NAME.findall(before) or [""])[-1].lower()


def detection_f1(counts: np.ndarray) -> float:
    """F1 of rows (right, predicted, found, gold)."""
    return f1(detection_precision(counts), detection_recall(counts))


def detection_precision(counts: np.ndarray) -> float:
    """The share of quotations that are somebody's words."""
    return share(counts[:, 0].sum(), counts[:, 1].sum())


def detection_recall(counts: np.ndarray) -> float:
    """The share of gold stretches that are found."""
    return share(counts[:, 2].sum(), counts[:, 3].sum())


def _stretches(article: QuotedArticle) -> Iterator[tuple[Statement, Span, int]]:
    """Each stretch to be found, and how many of its characters are between quotation marks."""
    for statement in article.statements:
        for start, end in statement.spans if statement.kind in WITH_MARKS else ():
            text = article.document.text[start:end]
            inside = sum(map(len, IN_MARKS.findall(text)))
            if size := inside if statement.kind == "mixed" else len(text):
                yield statement, (start, end), size


def _holds(pool: Sequence[Quotation], span: Span, size: int) -> bool:
    return 2 * sum(overlap((q.start, q.end), span) for q in pool) >= size


def _lies_in(quotation: Quotation, said: Sequence[Span]) -> bool:
    inside = sum(overlap((quotation.start, quotation.end), span) for span in said)
    return 2 * inside >= quotation.end - quotation.start


def _speaker_of(pool: Sequence[Quotation], span: Span) -> str | None:
    """Who is named by the quotation that shares most with the span, the last of equals."""
    best = max(range(len(pool)), key=lambda i: (overlap((pool[i].start, pool[i].end), span), i))
    return pool[best].speaker


def _detection(part: str, comparisons: Sequence[Comparison]) -> list[Figure]:
    counts = np.array([(c.right, c.predicted, c.found, c.gold) for c in comparisons])
    gold, predicted = int(counts[:, 3].sum()), int(counts[:, 1].sum())
    return [
        measure(Label(TASK, part, "P", PROJECT), predicted, detection_precision, counts),
        measure(Label(TASK, part, "R", PROJECT), gold, detection_recall, counts),
        measure(Label(TASK, part, "F1", PROJECT), gold, detection_f1, counts),
    ]


def _speakers(part: str, comparisons: Sequence[Comparison]) -> list[Figure]:
    """Right speakers by kind, and wrong names by kind and over all."""
    pairs = [(c.article, a) for c in comparisons for a in c.attributions]
    figures = []
    for kind in ["all", *sorted({a.speaker_kind for _, a in pairs})]:
        chosen = [(article, a) for article, a in pairs if kind in ("all", a.speaker_kind)]
        articles = [article for article, _ in chosen]
        right, wrong = [a.is_right for _, a in chosen], [a.is_wrong for _, a in chosen]
        figures += [
            mean(Label(TASK, part, f"speaker right, {kind}", PROJECT), right, articles),
            mean(Label(TASK, part, f"wrong name, {kind}", PROJECT), wrong, articles),
        ]
    return figures
