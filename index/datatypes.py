"""The types that flow through the index, in pipeline order. All are frozen; every offset counts
characters of `Document.text`, from 0, end exclusive."""

from dataclasses import dataclass
from datetime import date

SHARED = "shared"  # the collection that every query may read


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it was stored. `source` is its name within a collection: URL or file name.

    `text` is already clean (see `articles.clean`) and never changes after it is stored, so an
    offset stays valid as long as the document does. `published` is an ISO 8601 date, "2026-11-22".
    """

    source: str
    title: str
    text: str
    url: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of a document: `document.text[start:end]`, without surrounding white space."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a document gives as somebody's: `text[start:end]`, quotation marks included.

    `cue` is the span of the words that name the speaker ("Peskov told reporters"); it may lie in
    a neighbouring sentence. Both `speaker` and `cue` are None where the text does not say.
    """

    start: int
    end: int
    speaker: str | None
    cue: Sentence | None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted, by the fullest name that the documents give, and how often."""

    name: str
    quotations: int


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A line of a catalogue: what is known of an indexed document without reading it."""

    source: str
    collection: str
    title: str
    url: str | None
    author: str | None
    published: str | None
    characters: int
    sentences: int
    added: str  # ISO 8601, UTC, to the second: when it first was
    refreshed: str  # likewise: when it was last read from where it comes from


@dataclass(frozen=True, slots=True)
class Addition:
    """What `Library.add` did: outcome is "added", "replaced" or "unchanged"."""

    document: DocumentSummary
    outcome: str
    embedded: int  # sentences that had to be encoded; the others were known already


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; None where it is open.

    `words` are those of the question that named it, if any did.
    """

    start: date | None = None
    end: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, the collections it may read, and optionally the one document it is about.

    With a `period`, only what was published in it, or names a day of it, is an answer; the newest
    first if asked for.
    `threshold` and `max_citations` stand in for the settings of those names; None: as configured.
    """

    text: str
    collections: tuple[str, ...] = (SHARED,)
    source: str | None = None
    k: int = 10
    period: Period | None = None
    newest_first: bool = False
    threshold: float | None = None
    max_citations: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that matches a query. `score` is comparable within one result list only.

    `answer` is the (start, end) of the words in it that answer, where a reader is sure of them.
    """

    source: str
    collection: str
    start: int
    end: int
    score: float
    speaker: str | None = None
    answer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """Another document in which a cited passage stands, in the same words but for small changes."""

    source: str
    collection: str
    title: str
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim excerpt: `excerpt == document.text[start:end]`, always.

    `highlight` is the (start, end) of the words that matched, also in document offsets, inside
    the excerpt. `number` counts the citations of an answer, `paragraph` the paragraphs of the
    document up to where the excerpt begins; both from 1. `also` are the other documents that have
    it, the best first.
    """

    number: int
    source: str
    collection: str
    title: str
    url: str | None
    published: str | None
    excerpt: str
    start: int
    end: int
    highlight: tuple[int, int]
    speaker: str | None
    score: float
    paragraph: int = 1
    also: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a query. `covered` is False, and `citations` empty, where the documents do not
    hold the answer; `reason` then is a sentence that says why, for the person who asked, and
    `closest` holds what came nearest: no answer, to be shown only on request and marked so.
    `note` tells in which period was searched, and what has no date to go by; `more`, that passages
    beyond the citations may answer too: see `Library.further`."""

    query: Query
    covered: bool
    citations: tuple[Citation, ...] = ()
    reason: str | None = None
    closest: tuple[Citation, ...] = ()
    note: str | None = None
    more: bool = False
