"""The tasks that put questions to articles: open QA, news of QuAIL, XQuAD in six languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index import SHARED
from tests.evaluation import data
from tests.evaluation.abstention import Contrast, decisions, separation
from tests.evaluation.data import Question
from tests.evaluation.figures import Figure
from tests.evaluation.reading import marking, misses
from tests.evaluation.reliability import reliability
from tests.evaluation.retrieval import (
    METRICS,
    Outcome,
    Place,
    is_unseen,
    ranking,
    search_all,
)
from tests.evaluation.systems import System, ThisProject, Workshop

EVERYWHERE = Place("open QA, all articles", SHARED, is_scoped=False)
SCOPED = Place("open QA, the article", SHARED, is_scoped=True)
NEWS = Place("QuAIL news, all articles", SHARED, is_scoped=False)
NEWS_SCOPED = Place("QuAIL news, the article", SHARED, is_scoped=True)
LANGUAGES = ("en", "ar", "de", "es", "ru", "zh")


@dataclass(frozen=True, slots=True)
class Kinds:
    """The questions of a set by whether, and why not, they are covered."""

    questions: Sequence[Question]

    def of(self, kind: str) -> list[Question]:
        """Those of one kind."""
        return [question for question in self.questions if question.kind == kind]

    @property
    def answerable(self) -> list[Question]:
        """Those that their article answers."""
        return [question for question in self.questions if question.answerable]


def open_qa(folder: Path, workshop: Workshop) -> list[Figure]:
    """Retrieval, abstention and confidence on the main set."""
    kinds = Kinds(data.questions(folder / "questions.jsonl"))
    shelves = {SHARED: data.documents(folder / "articles.jsonl")}
    texts = {document.source: document.text for document in shelves[SHARED]}
    figures = []
    with workshop.open("open", shelves) as systems:
        for system in systems:
            everywhere, scoped = put_to_all(kinds, system), put_to_one(kinds, system)
            figures += [*everywhere.figures, *scoped.figures]
            if isinstance(system, ThisProject):
                outcomes = [*everywhere.outcomes, *scoped.outcomes]
                workshop.misses.extend(misses(outcomes, texts, workshop.config.threshold))
                figures += marking(scoped.outcomes, texts)
    return figures


def quail(folder: Path, workshop: Workshop) -> list[Figure]:
    """Retrieval where a gold span is known, and abstention, on news articles."""
    kinds = Kinds(data.questions(folder / "quail_news" / "questions.jsonl"))
    shelves = {SHARED: data.documents(folder / "quail_news" / "articles.jsonl")}
    figures = []
    with workshop.open("quail_news", shelves) as systems:
        for system in systems:
            everywhere = search_all(system, [q for q in kinds.answerable if q.answers], NEWS)
            figures += ranking(NEWS, system, everywhere)
            scoped = search_all(system, kinds.answerable, NEWS_SCOPED)
            figures += ranking(NEWS_SCOPED, system, scoped)
            missing = search_all(system, kinds.of("quail_unanswerable"), NEWS_SCOPED)
            contrast = Contrast("not covered: QuAIL, no evidence", scoped, missing)
            figures += _refusals(contrast, system, NEWS_SCOPED)
    return figures


def xquad(folder: Path, workshop: Workshop) -> list[Figure]:
    """The same questions in six languages, each put to the articles in its own language."""
    shelves = {
        language: data.documents(folder / "xquad" / f"articles.{language}.jsonl")
        for language in LANGUAGES
    }
    figures = []
    with workshop.open("xquad", shelves) as systems:
        for language in LANGUAGES:
            questions = data.questions(folder / "xquad" / f"questions.{language}.jsonl")
            place = Place(f"XQuAD in {language}", language, is_scoped=False)
            for system in systems:
                outcomes = search_all(system, questions, place)
                figures += ranking(place, system, outcomes, {"R@1": METRICS["R@1"]})
    return figures


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured, and what it was measured on."""

    figures: list[Figure]
    outcomes: list[Outcome]


def put_to_all(kinds: Kinds, system: System) -> Measured:
    """Put to all articles: retrieval, the article absent, and what the confidence is worth."""
    covered = search_all(system, kinds.answerable, EVERYWHERE)
    absent = search_all(system, kinds.of("out_of_corpus"), EVERYWHERE)
    contrast = Contrast("not covered: article absent", covered, absent)
    figures = ranking(EVERYWHERE, system, covered) + _refusals(contrast, system, EVERYWHERE)
    if isinstance(system, ThisProject):
        unseen = [outcome for outcome in covered if is_unseen(outcome.question)]
        figures += reliability([*unseen, *absent])
    return Measured(figures, [*covered, *absent])


def put_to_one(kinds: Kinds, system: System) -> Measured:
    """Put to one article: retrieval, the wrong article, and a fact that its paragraph lacks."""
    covered = search_all(system, kinds.answerable, SCOPED)
    wrong = search_all(system, kinds.of("cross_doc"), SCOPED)
    missing = search_all(system, kinds.of("para_unanswerable"), SCOPED)
    same_source = [outcome for outcome in covered if outcome.question.source == "squad2"]
    figures = ranking(SCOPED, system, covered)
    for contrast in (
        Contrast("not covered: wrong article", covered, wrong),
        Contrast("not covered: fact missing", same_source, missing),
    ):
        figures += _refusals(contrast, system, SCOPED)
    return Measured(figures, [*covered, *missing])


def _refusals(contrast: Contrast, system: System, place: Place) -> list[Figure]:
    figures = []
    for part in _parts(contrast):
        figures += separation(part, system)
        if isinstance(system, ThisProject):
            figures += decisions(part, system.library, place)
    return figures


def _parts(contrast: Contrast) -> list[Contrast]:
    """All of it, and what the reader never learnt from, if that is less."""
    unseen = contrast.unseen
    return [contrast] if len(unseen.covered) == len(contrast.covered) else [contrast, unseen]
