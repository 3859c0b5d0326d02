"""The task of finding where sentences begin: boundaries, and rules that a text obeys wholly."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.split import split_sentences
from tests.evaluation import data
from tests.evaluation.data import SplitText
from tests.evaluation.figures import Figure, Label, mean, measure
from tests.evaluation.metrics import share
from tests.evaluation.progress import steps
from tests.evaluation.systems import PROJECT, Workshop

VARIANTS = ("clean", "glued50")
LANGUAGES = ("en", "de", "es", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Sentence starts after a text's own: how many were found rightly, found, and there."""

    right: int
    found: int
    gold: int

    @property
    def are_exact(self) -> bool:
        """Nothing is missing and nothing too much."""
        return self.right == self.found == self.gold


def sentences(folder: Path, _: Workshop) -> list[Figure]:
    """Boundary F1 by language, kind of text and variant; and the golden rules of English."""
    texts = data.split_texts(folder / "sentences.jsonl")
    figures = []
    for language in LANGUAGES:
        for is_news, kind in ((True, "news"), (False, "other")):
            for variant in VARIANTS:
                key = (language, is_news, variant)
                chosen = [t for t in texts if (t.language, t.is_news, t.variant) == key]
                if chosen:
                    part = f"{language} {kind}, {variant}"
                    figures.append(_f1(part, compared(chosen, part)))
    return figures


def golden_rules(folder: Path, _: Workshop) -> list[Figure]:
    """pragmatic_segmenter's rules for English: boundary F1, and rules that hold wholly."""
    texts = data.split_texts(folder / "sentences_golden_rules.jsonl")
    english = [text for text in texts if text.language == "en"]
    counted = compared(english, "golden rules")
    label = Label("sentences", "en golden rules", "rules kept", PROJECT)
    rules = [str(number) for number in range(len(english))]
    return [
        _f1("en golden rules", counted),
        mean(label, [boundaries.are_exact for boundaries in counted], rules),
    ]


def compared(texts: Sequence[SplitText], title: str) -> list[Boundaries]:
    """The boundaries that split_sentences finds in each text."""
    return [
        compare(text, [s.start for s in split_sentences(text.text, text.language)])
        for text in steps(texts, title)
    ]


def compare(text: SplitText, starts: Sequence[int]) -> Boundaries:
    """Count boundaries; where the text itself begins is none."""
    own = {text.starts[0], 0}
    gold, found = set(text.starts[1:]), set(starts) - own
    return Boundaries(len(gold & found), len(found), len(gold))


def boundary_f1(counts: np.ndarray) -> float:
    """F1 = 2 right / (found + gold) of rows (right, found, gold)."""
    right, found, gold = counts.sum(axis=0)
    return share(2 * right, found + gold)


def _f1(part: str, counted: Sequence[Boundaries]) -> Figure:
    counts = np.array([(b.right, b.found, b.gold) for b in counted])
    label = Label("sentences", part, "F1", PROJECT)
    return measure(label, int(counts[:, 2].sum()), boundary_f1, counts)
