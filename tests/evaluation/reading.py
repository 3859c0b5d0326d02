"""Outcomes -> how well the answer is marked in its sentence, and what went wrong."""

from collections.abc import Mapping, Sequence

from tests.evaluation.errors import Miss
from tests.evaluation.figures import Figure, Label, mean
from tests.evaluation.metrics import token_f1
from tests.evaluation.retrieval import UNSEEN, Outcome, is_unseen
from tests.evaluation.systems import PROJECT

MARKING = "the answer marked in the right sentence"
AROUND = 80  # characters beside an answer on the page of errors


def marking(outcomes: Sequence[Outcome], texts: Mapping[str, str]) -> list[Figure]:
    """How well the marked words fit the gold answer, in the sentences that hold it."""
    found = [o for o in outcomes if o.right and is_unseen(o.question) and _is_short(o)]
    marked = [o for o in found if o.right and o.right.answer]
    return [
        mean(Label(MARKING, UNSEEN, metric, PROJECT), values, [article_of(o) for o in chosen])
        for metric, chosen, values in (
            ("share marked", found, [o in marked for o in found]),
            ("token F1 where marked", marked, [_fit(o, texts) for o in marked]),
            ("token F1 of the highlight", found, [_fit(o, texts) for o in found]),
        )
    ]


def _is_short(outcome: Outcome) -> bool:
    """MultiRC's gold is whole sentences: no words in them to be marked."""
    return outcome.question.source != "multirc_news"


def misses(outcomes: Sequence[Outcome], texts: Mapping[str, str], threshold: float) -> list[Miss]:
    """Those that went wrong in an article that the reader never learnt from, and how."""
    return [
        Miss(group, o.question.text, article_of(o), o.score, _shown(o, texts), _gold(o, texts))
        for o in outcomes
        if is_unseen(o.question) and (group := _went_wrong(o, threshold))
    ]


def _went_wrong(outcome: Outcome, threshold: float) -> str | None:
    """A key of errors.GROUPS."""
    if not outcome.question.answerable:
        return "invented" if outcome.score >= threshold else None
    if outcome.rank == 1:
        return "refused" if outcome.score < threshold else None
    return "lower" if outcome.rank else "lost"


def _shown(outcome: Outcome, texts: Mapping[str, str]) -> str:
    if not outcome.hits:
        return ""
    first = outcome.hits[0]
    return texts[first.source][first.start : first.end]


def _gold(outcome: Outcome, texts: Mapping[str, str]) -> str:
    """The answer with some words around it."""
    for start, end in outcome.question.answers[:1]:
        return texts[outcome.question.article or ""][max(0, start - AROUND) : end + AROUND]
    return ""


def _fit(outcome: Outcome, texts: Mapping[str, str]) -> float:
    """Token F1 of the words that are highlighted in the right sentence."""
    hit = outcome.right
    if hit is None:
        return 0.0
    text = texts[hit.source]
    start, end = hit.answer or (hit.start, hit.end)
    return token_f1(text[start:end], [text[s:e] for s, e in outcome.question.answers])


def article_of(outcome: Outcome) -> str:
    return outcome.question.article or "its article is absent"
