"""How well a passage fits a question, and how sure that makes us. Looks nothing up by itself."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from index.calibration import (
    ALONE,
    ANSWERS,
    CONTEXT_WORDS,
    RANK_RELEVANCE,
    SENTENCE_WORDS,
    TOPIC,
)
from index.datatypes import Query
from index.encoder import Encoder
from index.reader import Verdict
from index.store import Passage, Store
from index.typos import SHORTEST, closest
from index.words import query_terms

# Where the encoder does not know the language: the weight of words, and of the cosine if it knows
# the script at least; fitted to questions in German
FOREIGN_WORDS, FOREIGN_COSINE = 2.0, 0.5
# Sentences that BM25 is worked out for, where many are searched
MOST_ROWS = 500
# Sentences of the shortest articles that TOPIC was fitted to: how it goes on below is not known
FEWEST = 100
MOST = 12.0  # a logit of the reader counts for no more than this, either way
LETTER, LATIN = re.compile(r"[^\W\d_]"), re.compile(r"[A-Za-z\u00c0-\u024f]")


def confidence(relevance: float, searched: int) -> float:
    """The share of first hits of that relevance, among so many sentences, that are right.

    A curve fitted to answerable and unanswerable questions. The best of many unrelated sentences
    fits better than the best of few, by about the logarithm of their number, as the largest of
    many draws does (Gumbel 1958, "Statistics of extremes"); so more is asked of a hit among more
    sentences.
    """
    return ALONE.at([relevance], searched)


def confidence_read(evidence: "Evidence", verdict: Verdict, searched: int) -> float:
    """The same of a first hit that the reader has read. It is right if its topic is the question's
    and if it answers, each a curve of its own: neither makes up for a lack of the other (a
    noisy-and, Pearl 1988, "Probabilistic reasoning in intelligent systems"). What answers well is
    likelier to be of the topic, too."""
    answers = bounded(verdict.answers)
    topic = TOPIC.at([evidence.cosine, evidence.context, answers], max(searched, FEWEST))
    return topic * ANSWERS.at([answers])


def rank(relevance: float, verdict: Verdict) -> float:
    """What hits of one question are ordered by, once they are read: there a little more of one
    does make up for a little less of the other."""
    return RANK_RELEVANCE * relevance + bounded(verdict.answers)


def bounded(logit: float) -> float:
    """A logit of the reader as the curve takes it: no single one may decide alone."""
    return max(-MOST, min(MOST, logit))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The cosine of question and passage; the shares of its terms in it, and in and around it."""

    cosine: float
    sentence: float
    context: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage, how relevant it is to a question, and what that was made of."""

    relevance: float
    evidence: Evidence
    passage: Passage


@dataclass(frozen=True)
class Question:
    """A question text, ready to be compared with passages. It is encoded where that is needed."""

    text: str
    encoder: Encoder
    terms: dict[str, list[str]]  # language -> the terms to look up in texts of that language
    idf: dict[str, float]  # of every one of them
    occurring: dict[str, int]  # in how many sentences those that occur stand

    @classmethod
    def read(cls, text: str, encoder: Encoder, store: Store, query: Query) -> "Question":
        """Weigh the terms of a text by their rarity (Spaerck Jones 1972, "A statistical
        interpretation of term specificity"). A misspelt term becomes the one that was meant.

        Counted is within the collections of the query: what others hold changes nothing. The text
        is read once in each language of the articles: nobody need say which one it is in.
        """
        where, languages = query.collections, store.languages(query.collections, query.source)
        terms = {name: query_terms(text, name) or [""] for name in languages or ["en"]}
        words = list(dict.fromkeys(chain(*terms.values())))
        total, frequencies = store.document_frequencies(words, where)
        if mended := {w: _mended(w, store, where) for w in words if w not in frequencies}:
            terms = {name: [mended.get(w, w) for w in of_it] for name, of_it in terms.items()}
            words = list(dict.fromkeys(chain(*terms.values())))
            total, frequencies = store.document_frequencies(words, where)
        idf = {w: math.log1p((total + 0.5) / (frequencies.get(w, 0) + 0.5)) for w in words}
        return cls(text, encoder, terms, idf, frequencies)

    @cached_property
    def by_words_alone(self) -> bool:
        """Whether the encoder knows nothing of the text."""
        return self.encoder.english_only and not _is_latin(self.text)

    @cached_property
    def vector(self) -> np.ndarray:
        """Of the text, float32 (dimension,)."""
        return self.encoder.encode_question(self.text)

    def terms_to_match(self) -> list[str]:
        """The rarest terms, as many as stand in MOST_ROWS sentences together; one at least.

        Terms too common for that are left to the cosine, and rare ones decide anyway, by their
        idf. Where words are all there is, every term.
        """
        if self.by_words_alone:
            return list(self.idf)
        chosen, rows = [], 0
        for term in sorted(self.occurring, key=lambda term: (self.occurring[term], term)):
            rows += self.occurring[term]
            if chosen and rows > MOST_ROWS:
                break
            chosen.append(term)
        return chosen

    def candidate(self, passage: Passage) -> Candidate:
        """A passage with its relevance."""
        seen = self._evidence(passage)
        return Candidate(self._relevance(seen, passage.language), seen, passage)

    def relevance(self, passage: Passage) -> float:
        """Cosine, plus the idf-weighted share of the terms that occur in and around a passage.

        Unlike a fusion of ranks it means the same for every question, so that one threshold can
        tell whether there is an answer.
        """
        return self.candidate(passage).relevance

    def _relevance(self, seen: Evidence, language: str) -> float:
        words = SENTENCE_WORDS * seen.sentence + CONTEXT_WORDS * seen.context
        if self.by_words_alone:
            return FOREIGN_WORDS * words
        if self.encoder.english_only and language != "en":
            return FOREIGN_COSINE * seen.cosine + FOREIGN_WORDS * words
        return seen.cosine + words

    def _evidence(self, passage: Passage) -> Evidence:
        """What relevance is made of; no cosine where words are all there is."""
        cosine = 0.0 if self.by_words_alone else float(passage.vector @ self.vector)
        in_sentence = around = 0.0
        for term, weight in self._weights[passage.language]:
            if term in passage.terms:
                in_sentence += weight
            elif term in passage.context:
                around += weight
        return Evidence(cosine, in_sentence, in_sentence + around)

    @cached_property
    def _weights(self) -> dict[str, list[tuple[str, float]]]:
        """For each language its terms between spaces, each with its share of the idf of all."""
        return {name: self._shares(dict.fromkeys(terms)) for name, terms in self.terms.items()}

    def _shares(self, terms: Iterable[str]) -> list[tuple[str, float]]:
        idf = {term: self.idf[term] for term in terms}
        everything = sum(idf.values())
        return [(f" {term} ", weight / everything) for term, weight in idf.items()]


def _is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin ones."""
    return 2 * len(LATIN.findall(text)) >= len(LETTER.findall(text))


def _mended(term: str, store: Store, collections: Sequence[str]) -> str:
    """The term that was meant, if one that occurs is a slip away."""
    if len(term) < SHORTEST:  # spares reading the vocabulary for nothing
        return term
    return closest(term, store.vocabulary(term[:1], collections)) or term
