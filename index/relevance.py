"""How well a passage fits a question, and how sure that makes us. Looks nothing up by itself."""

import math
import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.encoder import Encoder
from index.store import Passage, Store
from index.typos import SHORTEST, closest
from index.words import query_terms

WEIGHT_SENTENCE, WEIGHT_CONTEXT = 0.5, 0.25  # beside the cosine's 1
WORDS_ALONE = 2.0  # the weight of both where the encoder does not know the language
# confidence = logistic(STEEPNESS * relevance - CROWD * ln(sentences searched) - OFFSET)
STEEPNESS, CROWD, OFFSET = 4.97, 0.091, 3.93
LETTER, LATIN = re.compile(r"[^\W\d_]"), re.compile(r"[A-Za-z\u00c0-\u024f]")


def confidence(relevance: float, searched: int) -> float:
    """The share of first hits of that relevance, among so many sentences, that are right.

    A logistic curve (Platt 1999, "Probabilistic outputs for support vector machines"), fitted to
    answerable and unanswerable questions. The best of many unrelated sentences fits better than
    the best of few, by about the logarithm of their number, as the largest of many draws does
    (Gumbel 1958, "Statistics of extremes"); so more is asked of a hit among more sentences.
    """
    crowd = CROWD * math.log(max(searched, 1))
    return 1 / (1 + math.exp(crowd + OFFSET - STEEPNESS * relevance))


@dataclass(frozen=True)
class Question:
    """A question text, ready to be compared with passages."""

    vector: np.ndarray
    idf: dict[str, float]  # of each term worth looking up
    by_words_alone: bool

    @classmethod
    def read(cls, text: str, encoder: Encoder, store: Store) -> "Question":
        """Encode a text and weigh its terms by their rarity (Spaerck Jones 1972, "A statistical
        interpretation of term specificity"). A misspelt term becomes the one that was meant."""
        words = query_terms(text) or [""]
        total, frequencies = store.document_frequencies(words)
        if mended := {w: _mended(w, store) for w in words if w not in frequencies}:
            words = [mended.get(w, w) for w in words]
            total, frequencies = store.document_frequencies(words)
        idf = {w: math.log1p((total + 0.5) / (frequencies.get(w, 0) + 0.5)) for w in words}
        by_words_alone = encoder.english_only and not _is_latin(text)
        return cls(encoder.encode([text])[0], idf, by_words_alone)

    def relevance(self, passage: Passage) -> float:
        """Cosine, plus the idf-weighted share of the terms that occur in and around a passage.

        Unlike a fusion of ranks it means the same for every question, so that one threshold can
        tell whether there is an answer.
        """
        words = WEIGHT_SENTENCE * self._share(passage.terms)
        words += WEIGHT_CONTEXT * self._share(passage.terms + passage.context)
        if self.by_words_alone:
            return WORDS_ALONE * words
        return float(passage.vector @ self.vector) + words

    def _share(self, terms: str) -> float:
        return sum([weight for term, weight in self._weights if term in terms])

    @cached_property
    def _weights(self) -> list[tuple[str, float]]:
        """Each term between spaces, and its share of the idf of all."""
        everything = sum(self.idf.values())
        return [(f" {term} ", idf / everything) for term, idf in self.idf.items()]


def _is_latin(text: str) -> bool:
    """Whether at least half of the letters are Latin ones."""
    return 2 * len(LATIN.findall(text)) >= len(LETTER.findall(text))


def _mended(term: str, store: Store) -> str:
    """The term that was meant, if one that occurs is a slip away."""
    if len(term) < SHORTEST:  # spares reading the vocabulary for nothing
        return term
    return closest(term, store.vocabulary(term[:1])) or term
