"""What a store is given and gives back, beside the types of the whole index (datatypes.py)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from index.datatypes import Quotation, Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as it goes into the store."""

    sentence: Sentence
    digest: str  # of the text that was encoded: equal digests, equal vectors
    vector: np.ndarray  # float32, unit length
    terms: str  # of the sentence, separated by spaces
    context: str  # terms of the title and of the sentences around it


@dataclass(frozen=True, slots=True)
class Passage:
    """A stored sentence, with what ranking and citing need to know of it."""

    id: int
    source: str
    collection: str
    sentence: Sentence
    text: str
    terms: str  # each one between spaces, so that `" salmon " in terms` finds one
    context: str  # likewise
    vector: np.ndarray
    published: str | None
    speaker: str | None  # of the first quotation that most of the sentence belongs to
    language: str  # of its document


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a stored sentence: the title above it, and the sentence before it."""

    title: str
    previous: str  # empty if it is the first
    language: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """An attributed quotation, its words, and the sentence in which it begins."""

    passage_id: int
    quotation: Quotation
    text: str
    cue: str  # the words of the text that name the speaker


@dataclass(frozen=True, slots=True)
class Publication:
    """When documents were published: the first and the last day; None where none has a date."""

    oldest: date | None
    newest: date | None
    undated: int  # documents without a date
