"""Query -> Hits: meaning and words fused, or somebody's quotations. Never decides "not covered"."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.datatypes import Hit, Query, Quotation
from index.encoder import Encoder
from index.question import SpeechQuestion, speech_question
from index.speakers import names_match
from index.store import Passage, Spoken, Store
from index.words import query_terms

CANDIDATES = 50  # sentences that each way of looking brings in, at least
WEIGHT_SENTENCE, WEIGHT_CONTEXT = 0.5, 0.25  # beside the cosine's 1
MIDPOINT, STEEPNESS = 0.9, 4.9  # of the logistic from relevance to confidence
QUOTED = 1.5  # relevance of a quotation of the person asked for, where no topic is asked
REPORTED = 1.4  # the same, where the text reports the words without quotation marks
MARKS = "“”„«»\"'"


def search(store: Store, encoder: Encoder, query: Query) -> list[Hit]:
    """The best passages for a query, best first, at most query.k.

    A question for what somebody said is answered by that person's quotations only; every other
    one by the sentences that are closest in meaning and words. `score` is a confidence, see
    `confidence`.
    """
    speech = speech_question(query.text)
    if speech is not None:
        speakers = _speakers(store, query, speech.name)
        if speakers or speech.is_named:
            return _quoted(store, encoder, query, speech, speakers)[: query.k]
    ranked = _ranked(store, encoder, query)[: query.k]
    return [_with_speaker(store, passage, score) for score, passage in ranked]


def confidence(relevance: float) -> float:
    """The share of first hits of that relevance that hold the answer, 0 to 1.

    A logistic curve fitted to relevance judgements (Platt 1999, "Probabilistic outputs for
    support vector machines").
    """
    return 1 / (1 + math.exp(-STEEPNESS * (relevance - MIDPOINT)))


@dataclass(frozen=True, slots=True)
class _Question:
    """A question text, ready to be compared with passages."""

    vector: np.ndarray
    idf: dict[str, float]  # of each term worth looking up

    def relevance(self, passage: Passage) -> float:
        """Cosine, plus the idf-weighted share of the terms that occur in and around a passage.

        Unlike a fusion of ranks it means the same for every question, so that one threshold can
        tell whether there is an answer.
        """
        near = passage.terms | passage.context
        return (
            float(passage.vector @ self.vector)
            + WEIGHT_SENTENCE * self._share(passage.terms)
            + WEIGHT_CONTEXT * self._share(near)
        )

    def _share(self, terms: frozenset[str]) -> float:
        everything = sum(self.idf.values())
        return sum(self.idf[term] for term in self.idf.keys() & terms) / everything


def _read(store: Store, encoder: Encoder, text: str) -> _Question:
    """Encode a question and weigh its terms (Spaerck Jones 1972, idf)."""
    words = query_terms(text) or [""]
    total, frequencies = store.document_frequencies(words)
    idf = {w: math.log1p((total + 0.5) / (frequencies.get(w, 0) + 0.5)) for w in words}
    return _Question(encoder.encode([text])[0], idf)


def _ranked(store: Store, encoder: Encoder, query: Query) -> list[tuple[float, Passage]]:
    """(relevance, passage), best first: the nearest by meaning and the best by BM25, fused."""
    question = _read(store, encoder, query.text)
    where = (query.collections, query.source, max(CANDIDATES, query.k))
    ids = store.nearest(question.vector, *where) + store.matching(list(question.idf), *where)
    scored = [(question.relevance(p), p) for p in store.passages(list(dict.fromkeys(ids)))]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].id))


def _speakers(store: Store, query: Query, name: str) -> list[str]:
    everybody = store.speakers(query.collections, query.source)
    return [speaker for speaker in everybody if names_match(name, speaker)]


def _quoted(
    store: Store,
    encoder: Encoder,
    query: Query,
    speech: SpeechQuestion,
    speakers: Sequence[str],
) -> list[Hit]:
    """What the speakers are quoted with: by relevance to the topic, else words before reports."""
    spoken = store.spoken(query.collections, query.source, speakers)
    passages = {p.id: p for p in store.passages([s.passage_id for s in spoken])}
    topic = _read(store, encoder, speech.topic) if speech.topic else None
    hits = []
    for said in spoken:
        passage = passages[said.passage_id]
        relevance = topic.relevance(passage) if topic else _standing(said, passage)
        hits.append(_quotation_hit(said.quotation, passage, relevance))
    return sorted(hits, key=lambda hit: -hit.score)


def _standing(said: Spoken, passage: Passage) -> float:
    begins = said.quotation.start - passage.sentence.start
    return QUOTED if passage.text[max(begins, 0)] in MARKS else REPORTED


def _quotation_hit(quotation: Quotation, passage: Passage, relevance: float) -> Hit:
    return Hit(
        passage.source,
        passage.collection,
        quotation.start,
        quotation.end,
        confidence(relevance),
        quotation.speaker,
    )


def _with_speaker(store: Store, passage: Passage, relevance: float) -> Hit:
    """A sentence as a hit; it has a speaker if most of it is somebody's quotation."""
    sentence = passage.sentence
    hit = Hit(
        passage.source, passage.collection, sentence.start, sentence.end, confidence(relevance)
    )
    for quotation in store.quotations(passage.collection, passage.source):
        shared = min(quotation.end, sentence.end) - max(quotation.start, sentence.start)
        if 2 * shared > sentence.end - sentence.start:
            return replace(hit, speaker=quotation.speaker)
    return hit
