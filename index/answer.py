"""Hits -> Answer: which hits are cited; or why none is. What a citation holds is excerpts.py's."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from index.config import IndexConfig
from index.copies import is_copy
from index.datatypes import Answer, Citation, Hit, Query
from index.excerpts import Excerpt, citation, merged, widened, without_copies
from index.message import sentences
from index.reasons import NOT_STATED, reason
from index.store import Store

NEAR = 0.7  # share of the best confidence below which a further hit is not shown


def make_answer(store: Store, query: Query, hits: Sequence[Hit], config: IndexConfig) -> Answer:
    """Cite the hits that clear the threshold, at most config.max_citations; or say why none."""
    if good := _good(hits, config):
        excerpts = widened(store, good)
        near = [excerpt for excerpt in excerpts if _is_near(excerpt.hits[0], good[0])]
        citations = _cited(near, query, config)
        more = bool(_unshown(excerpts, citations))
        return Answer(query, covered=True, citations=citations, more=more)
    return Answer(query, covered=False, reason=reason(store, query, hits))


def cite(
    store: Store, query: Query, hits: Sequence[Hit], config: IndexConfig
) -> tuple[Citation, ...]:
    """Excerpts around the best hit and those near it in score, at most config.max_citations; the
    newest of them first if the query asks for it."""
    near = [hit for hit in hits if _is_near(hit, hits[0])]
    return _cited(widened(store, near), query, config)


def cite_further(
    store: Store, hits: Sequence[Hit], shown: Sequence[Citation], config: IndexConfig
) -> tuple[Citation, ...]:
    """What else clears the threshold, beyond the citations that are `shown`, numbered on."""
    groups = _unshown(widened(store, _good(hits, config)), shown)
    return tuple(citation(number, *g) for number, g in enumerate(groups, start=len(shown) + 1))


def cite_each(store: Store, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """An excerpt around every hit, in their order; those that follow each other are joined."""
    excerpts = merged(widened(store, hits))
    return tuple(citation(number, excerpt) for number, excerpt in enumerate(excerpts, start=1))


def _good(hits: Sequence[Hit], config: IndexConfig) -> list[Hit]:
    return [hit for hit in hits if hit.score >= config.threshold]


def _is_near(hit: Hit, best: Hit) -> bool:
    return hit.score >= NEAR * best.score


def _cited(excerpts: Sequence[Excerpt], query: Query, config: IndexConfig) -> tuple[Citation, ...]:
    if query.newest_first:
        excerpts = sorted(excerpts, key=lambda e: e.document.published or "", reverse=True)
    groups = without_copies(merged(excerpts))
    numbered = enumerate(groups[: config.max_citations], start=1)
    return tuple(citation(number, *group) for number, group in numbered)


def _unshown(excerpts: Sequence[Excerpt], shown: Sequence[Citation]) -> list[list[Excerpt]]:
    """Excerpts, each with its copies, of whose hits nothing is shown, nor a copy."""
    beyond = [e for e in excerpts if not any(_overlap(e.hits[0], cited) for cited in shown)]
    groups = without_copies(merged(beyond))
    return [g for g in groups if not any(is_copy(g[0].text, c.excerpt) for c in shown)]


def _overlap(hit: Hit, cited: Citation) -> bool:
    same = (hit.collection, hit.source) == (cited.collection, cited.source)
    return same and hit.start < cited.end and cited.start < hit.end


def joined(query: Query, answers: Sequence[Answer], config: IndexConfig) -> Answer:
    """One answer to several questions, covered where one of them is, and then with a note of what
    is lacking for the others; else with every reason."""
    most = max(config.max_citations, len(answers))
    reasons, notes = [each.reason for each in answers], [each.note for each in answers]
    if citations := _in_turn([answer.citations for answer in answers], most):
        cut = sum(len(answer.citations) for answer in answers) > len(citations)
        more = cut or any(answer.more for answer in answers)
        note = sentences([*(told for told in reasons if told != NOT_STATED), *notes])
        return Answer(query, covered=True, citations=citations, note=note, more=more)
    closest = _in_turn([answer.closest for answer in answers], most)
    told, note = sentences(reasons), sentences(notes)
    return Answer(query, covered=False, reason=told, closest=closest, note=note)


def _in_turn(lists: Sequence[Sequence[Citation]], most: int) -> tuple[Citation, ...]:
    """The best of each list, then the next of each; a passage that is in two only once."""
    cited = {(c.collection, c.source, c.start): c for row in zip_longest(*lists) for c in row if c}
    numbered = enumerate(list(cited.values())[:most], start=1)
    return tuple(replace(each, number=n) for n, each in numbered)
