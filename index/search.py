"""Query -> Hits: meaning and words fused, or somebody's quotations. Never decides "not covered"."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.datatypes import Hit, Query, Quotation
from index.encoder import Encoder
from index.question import SpeechQuestion, speech_question
from index.speakers import names_match
from index.store import Passage, Spoken, Store
from index.words import query_terms, terms

CANDIDATES = 50  # sentences that each way of looking brings in, at least
WEIGHT_SENTENCE, WEIGHT_CONTEXT = 0.5, 0.25  # beside the cosine's 1
MIDPOINT, STEEPNESS = 0.9, 4.9  # of the logistic from relevance to confidence
STANDINGS = (1.6, 1.5, 1.4, 1.3)  # relevance of a quotation where no topic is asked: see _standing
MARKS = frozenset('“”„«»"')
SCRAP = 5  # words; shorter quotations say little by themselves
WORD = re.compile(r"[\w-]+")


def search(store: Store, encoder: Encoder, query: Query) -> list[Hit]:
    """The best passages for a query, best first, at most query.k.

    A question for what somebody said is answered by that person's quotations only; every other
    one by the sentences that are closest in meaning and words. `score` is a confidence, see
    `confidence`.
    """
    speech = speech_question(query.text)
    speakers = _speakers(store, query, speech.name) if speech else []
    if speech and (speech.is_strict or (speech.asks_for_words and speakers)):
        return _quoted(store, encoder, query, speech, speakers)[: query.k]
    quoted = _quoted(store, encoder, query, speech, speakers) if speakers and speech else []
    ranked = _ranked(store, encoder, query)[: query.k]
    hits = quoted + [_with_speaker(store, passage, score) for score, passage in ranked]
    return sorted(hits, key=lambda hit: -hit.score)[: query.k]


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
    """Who is meant by a name, or by the words that the text has for somebody ("the mayor")."""
    where = (query.collections, query.source)
    named = [speaker for speaker in store.speakers(*where) if names_match(name, speaker)]
    asked = set(query_terms(name))
    return named or sorted({who for who, cue in store.cues(*where) if asked <= set(terms(cue))})


def _quoted(
    store: Store, encoder: Encoder, query: Query, speech: SpeechQuestion, speakers: Sequence[str]
) -> list[Hit]:
    """What the speakers are quoted with: by relevance to the topic, else as they stand."""
    spoken = store.spoken(query.collections, query.source, speakers)
    passages = {p.id: p for p in store.passages([s.passage_id for s in spoken])}
    topic = _read(store, encoder, speech.topic) if speech.topic else None
    hits = []
    for said in spoken:
        passage = passages[said.passage_id]
        relevance = topic.relevance(passage) if topic else _standing(said)
        hits.append(_quotation_hit(said.quotation, passage, relevance))
    return sorted(hits, key=lambda hit: -hit.score)


def _standing(said: Spoken) -> float:
    """How telling and sure a quotation is: quoted words before reported ones, those that the cue
    gives to the speaker by name before those of "he", and scraps of a few words last."""
    if len(said.text.split()) < SCRAP:
        return STANDINGS[3]
    surname = (said.quotation.speaker or "").split()[-1:]
    by_pronoun = not set(surname) & set(WORD.findall(said.cue))
    reported = not MARKS & set(said.text)
    return STANDINGS[2 * reported + by_pronoun]


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
