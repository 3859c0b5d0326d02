"""Hits -> Answer: which hits are cited; or why none is. What a citation holds is excerpts.py's."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from index.config import IndexConfig
from index.copies import is_copy
from index.datatypes import Answer, Citation, Hit, Query
from index.excerpts import citation, merged, widened, without_copies
from index.reasons import reason
from index.store import Store

NEAR = 0.7  # share of the best confidence below which a further hit is not shown


def make_answer(store: Store, query: Query, hits: Sequence[Hit], config: IndexConfig) -> Answer:
    """Cite the hits that clear the threshold, at most config.max_citations; or say why none."""
    good = [hit for hit in hits if hit.score >= config.threshold]
    if good:
        citations = cite(store, query, good, config)
        more = bool(cite_further(store, good, citations, config))
        return Answer(query, covered=True, citations=citations, more=more)
    return Answer(query, covered=False, reason=reason(store, query, hits))


def cite(
    store: Store, query: Query, hits: Sequence[Hit], config: IndexConfig
) -> tuple[Citation, ...]:
    """Excerpts around the best hit and those near it in score, at most config.max_citations; the
    newest of them first if the query asks for it."""
    near = widened(store, [hit for hit in hits if hit.score >= NEAR * hits[0].score])
    if query.newest_first:
        near.sort(key=lambda excerpt: excerpt.document.published or "", reverse=True)
    groups = without_copies(merged(near))
    numbered = enumerate(groups[: config.max_citations], start=1)
    return tuple(citation(number, *group) for number, group in numbered)


def cite_further(
    store: Store, hits: Sequence[Hit], shown: Sequence[Citation], config: IndexConfig
) -> tuple[Citation, ...]:
    """What else clears the threshold, beyond the citations that are `shown`, numbered on."""
    good = [hit for hit in hits if hit.score >= config.threshold]
    groups = without_copies(merged(widened(store, _beyond(good, shown))))
    fresh = [g for g in groups if not any(is_copy(g[0].text, c.excerpt) for c in shown)]
    return tuple(citation(number, *g) for number, g in enumerate(fresh, start=len(shown) + 1))


def cite_each(store: Store, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """An excerpt around every hit, in their order; those that follow each other are joined."""
    excerpts = merged(widened(store, hits))
    return tuple(citation(number, excerpt) for number, excerpt in enumerate(excerpts, start=1))


def _beyond(hits: Sequence[Hit], shown: Sequence[Citation]) -> list[Hit]:
    """The hits of which nothing is shown."""
    return [
        hit
        for hit in hits
        if not any(
            (hit.collection, hit.source) == (cited.collection, cited.source)
            and hit.start < cited.end
            and cited.start < hit.end
            for cited in shown
        )
    ]


def joined(query: Query, answers: Sequence[Answer], config: IndexConfig) -> Answer:
    """One answer to several questions, covered where one of them is; else with every reason."""
    most = max(config.max_citations, len(answers))
    note = " ".join(dict.fromkeys(answer.note for answer in answers if answer.note)) or None
    if citations := _in_turn([answer.citations for answer in answers], most):
        cut = sum(len(answer.citations) for answer in answers) > len(citations)
        more = cut or any(answer.more for answer in answers)
        return Answer(query, covered=True, citations=citations, note=note, more=more)
    reasons = dict.fromkeys(answer.reason for answer in answers if answer.reason)
    closest = _in_turn([answer.closest for answer in answers], most)
    return Answer(query, covered=False, reason=" ".join(reasons), closest=closest, note=note)


def _in_turn(lists: Sequence[Sequence[Citation]], most: int) -> tuple[Citation, ...]:
    """The best of each list, then the next of each; a passage that is in two only once."""
    cited = {(c.collection, c.source, c.start): c for row in zip_longest(*lists) for c in row if c}
    numbered = enumerate(list(cited.values())[:most], start=1)
    return tuple(replace(each, number=n) for n, each in numbered)
