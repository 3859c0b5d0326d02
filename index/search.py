"""Query -> Hits: meaning and words fused, or somebody's quotations. Never decides "not covered"."""

from index.datatypes import Hit, Query
from index.encoder import Encoder
from index.question import speech_question
from index.relevance import Question, confidence
from index.speech import find_quoted, find_speakers
from index.store import Passage, Store

CANDIDATES = 50  # sentences that each way of looking brings in, at least


def search(store: Store, encoder: Encoder, query: Query) -> list[Hit]:
    """The best passages for a query, best first, at most query.k.

    A question for what somebody said is answered by that person's quotations only; every other
    one by the sentences that are closest in meaning and words. `score` is a confidence, see
    relevance.py.
    """
    speech = speech_question(query.text)
    speakers = find_speakers(store, query, speech.name) if speech else []
    if speech and (speech.is_strict or (speech.asks_for_words and speakers)):
        return find_quoted(store, encoder, query, speech, speakers)[: query.k]
    hits = _find_sentences(store, encoder, query)
    if speech and speakers:
        hits += find_quoted(store, encoder, query, speech, speakers)
    return sorted(hits, key=lambda hit: -hit.score)[: query.k]


def find_closest(store: Store, encoder: Encoder, query: Query) -> list[Hit]:
    """The nearest sentences also where a question was for somebody's words: no answer to it."""
    return _find_sentences(store, encoder, query)


def _find_sentences(store: Store, encoder: Encoder, query: Query) -> list[Hit]:
    """The nearest by meaning and the best by BM25, fused; best first."""
    question = Question.read(query.text, encoder, store)
    where = (query.collections, query.source, max(CANDIDATES, query.k))
    ids = store.matching(list(question.idf), *where)
    if not question.by_words_alone:
        ids += store.nearest(question.vector, *where)
    scored = [(question.relevance(p), p) for p in store.passages(sorted(set(ids)))]
    scored.sort(key=lambda pair: (pair[0], pair[1].published or ""), reverse=True)  # ties: newest
    searched = store.size(query.collections, query.source)
    return [_hit(passage, confidence(r, searched)) for r, passage in scored[: query.k]]


def _hit(passage: Passage, score: float) -> Hit:
    """A sentence as a hit; it has a speaker if most of it is somebody's quotation."""
    start, end = passage.sentence.start, passage.sentence.end
    return Hit(passage.source, passage.collection, start, end, score, passage.speaker)
