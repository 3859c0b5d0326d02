"""Query -> Hits: meaning and words fused, or somebody's quotations. Never decides "not covered"."""

from dataclasses import replace

from index.datatypes import Hit, Query
from index.dated import find_naming
from index.encoder import Encoder
from index.judge import Candidates, hit_of, judge, judge_read
from index.question import asks_for_anything, asks_who_said, speech_question
from index.reader import Reader
from index.relevance import Candidate, Question
from index.speech import find_quoted, find_sayings, find_speakers
from index.store import Store

OPENING = 0.9  # confidence in the first sentence of an article where just its news is asked for
CANDIDATES = 20  # sentences that each way of looking brings in, at least


def search(store: Store, encoder: Encoder, query: Query, reader: Reader | None) -> list[Hit]:
    """The best passages for a query, best first, at most query.k.

    A question for what somebody said is answered by that person's quotations only, and one for
    who said something by sentences that quote one person; every other one by the sentences that
    are closest in meaning and words. `score` is a confidence, see relevance.py.
    """
    if (query.period or query.newest_first) and asks_for_anything(query.text):
        return _find_openings(store, query)
    if asks_who_said(query.text):
        nearest = find_closest(store, encoder, replace(query, k=max(CANDIDATES, query.k)))
        return find_sayings(store, nearest)[: query.k]
    speech = speech_question(query.text)
    if speech and speech.names_nobody:
        return []
    is_of_somebody = speech is not None and not speech.is_of_anybody
    speakers = find_speakers(store, query, speech.name) if is_of_somebody else []
    if speech and (speech.is_strict or (speech.asks_for_words and speakers)):
        return find_quoted(store, encoder, query, speech, speakers)[: query.k]
    hits = _find_sentences(store, encoder, query, reader)
    if speech and speakers:
        hits += find_quoted(store, encoder, query, speech, speakers)
    return sorted(hits, key=lambda hit: -hit.score)[: query.k]


def find_closest(store: Store, encoder: Encoder, query: Query) -> list[Hit]:
    """The nearest sentences also where a question was for somebody's words: no answer to it."""
    return _find_sentences(store, encoder, query, None)


def _find_sentences(
    store: Store, encoder: Encoder, query: Query, reader: Reader | None
) -> list[Hit]:
    """The nearest by meaning and the best by BM25, fused, and read if there is a reader for the
    language; best first."""
    question = Question.read(query.text, encoder, store, query)
    candidates = find_candidates(store, encoder, query, question)
    if reader is None or question.by_words_alone:
        return judge(candidates.first(query.k))
    return judge_read(store, reader, candidates.first(max(query.k, reader.depth)))[: query.k]


def find_candidates(store: Store, encoder: Encoder, query: Query, question: Question) -> Candidates:
    """The nearest by meaning and the best by BM25, by relevance."""
    where = (query.collections, query.source, max(CANDIDATES, query.k))
    is_narrow = query.source is not None or query.period is not None
    terms = list(question.idf) if is_narrow else question.terms_to_match()
    both = {p.id: p for p in store.matching(terms, *where, query.period)}
    if not question.by_words_alone:
        both |= {p.id: p for p in store.nearest(question.vector, *where, query.period)}
    found = [question.candidate(passage) for _, passage in sorted(both.items())]
    found += _find_naming(store, encoder, query, question)
    found.sort(key=lambda c: (c.relevance, c.passage.published or ""), reverse=True)  # ties: newest
    searched = store.size(query.collections, query.source, query.period)
    return Candidates(query.text, found, searched)


def _find_openings(store: Store, query: Query) -> list[Hit]:
    """How the articles of the period begin, which is what a news article reports; and what names
    a day of it. Newest first."""
    ids = store.openings(query.collections, query.source, query.k, query.period)
    passages = [*find_naming(store, query), *store.passages(ids)]
    passages.sort(key=lambda passage: passage.published or "", reverse=True)
    return [hit_of(passage, OPENING) for passage in passages][: query.k]


def _find_naming(
    store: Store, encoder: Encoder, query: Query, question: Question
) -> list[Candidate]:
    """What names a day of the period, with its relevance: the time words count there as well."""
    if query.period is None or not (naming := find_naming(store, query)):
        return []
    text = f"{query.text} {query.period.words}"
    written = Question.read(text, encoder, store, query)
    both = [(question.candidate(p), written.candidate(p)) for p in naming]
    return [max(pair, key=lambda c: c.relevance) for pair in both]
