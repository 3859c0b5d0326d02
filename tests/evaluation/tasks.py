"""Every task by the name that --only takes, and the files without which it is skipped."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.evaluation.figures import Figure
from tests.evaluation.qa import LANGUAGES, open_qa, quail, xquad
from tests.evaluation.quotes import quotes
from tests.evaluation.sentences import golden_rules, sentences
from tests.evaluation.systems import Workshop
from tests.evaluation.trecqa import trecqa
from tests.evaluation.whosaid import whosaid


@dataclass(frozen=True, slots=True)
class Task:
    """Something to measure, and the files that it reads, relative to the data folder."""

    files: tuple[str, ...]
    run: Callable[[Path, Workshop], list[Figure]]

    def missing(self, folder: Path) -> list[str]:
        """Those of its files that are not there."""
        return [name for name in self.files if not (folder / name).exists()]


TASKS = {
    "qa": Task(("articles.jsonl", "questions.jsonl"), open_qa),
    "quail": Task(("quail_news/articles.jsonl", "quail_news/questions.jsonl"), quail),
    "xquad": Task(
        tuple(
            f"xquad/{kind}.{language}.jsonl"
            for kind in ("articles", "questions")
            for language in LANGUAGES
        ),
        xquad,
    ),
    "trecqa": Task(("trecqa.jsonl",), trecqa),
    "quotes": Task(("quotes.jsonl",), quotes),
    "whosaid": Task(("quotes.jsonl", "whosaid.jsonl"), whosaid),
    "sentences": Task(("sentences.jsonl",), sentences),
    "rules": Task(("sentences_golden_rules.jsonl",), golden_rules),
}
