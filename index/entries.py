"""Document -> Entries: its sentences with the vectors and words by which they are found."""

import hashlib
from collections.abc import Sequence

import numpy as np

from index import speakers, split
from index.datatypes import Document
from index.encoder import Encoder
from index.store import Entry, Store
from index.words import terms

VERSION = 2  # part of an index's fingerprint: raise it when entries would come out otherwise
NEIGHBOURS = 1  # sentences on each side whose words count as context


def fingerprint(encoder: Encoder) -> str:
    """What made the entries: vectors and sentences are comparable only if this is equal."""
    return (
        f"{encoder.fingerprint} split {split.VERSION} speakers {speakers.VERSION} entries {VERSION}"
    )


def make_entries(document: Document, encoder: Encoder, store: Store) -> tuple[list[Entry], int]:
    """The entries of a document in order, and how many sentences had to be encoded.

    A text that the store has seen, with the same encoder, keeps its vector.
    """
    sentences = split.citable(
        document.text, split.split_sentences(document.text, document.language)
    )
    texts = [document.text[s.start : s.end] for s in sentences]
    vectors, encoded = _vectors(texts, encoder, store)
    words = [" ".join(terms(text, document.language)) for text in texts]
    title = " ".join(terms(document.title, document.language))
    entries = [
        Entry(sentence, digest, vector, words[i], _context(title, words, i))
        for i, (sentence, (digest, vector)) in enumerate(zip(sentences, vectors, strict=True))
    ]
    return entries, encoded


def _context(title: str, words: Sequence[str], i: int) -> str:
    """The terms of the title and of the sentences around sentence i."""
    before, after = words[max(0, i - NEIGHBOURS) : i], words[i + 1 : i + 1 + NEIGHBOURS]
    return " ".join([title, *before, *after])


def _vectors(
    texts: Sequence[str], encoder: Encoder, store: Store
) -> tuple[list[tuple[str, np.ndarray]], int]:
    """(digest, vector) for each text, and how many of them were encoded now."""
    digests = [_digest(encoder.fingerprint, text) for text in texts]
    known = store.known_vectors(digests)
    missing = {d: text for d, text in zip(digests, texts, strict=True) if d not in known}
    encoded = encoder.encode(list(missing.values()))
    known.update(zip(missing, encoded, strict=True))
    return [(digest, known[digest]) for digest in digests], len(missing)


def _digest(fingerprint: str, text: str) -> str:
    return hashlib.sha256(f"{fingerprint}\n{text}".encode()).hexdigest()[:32]
