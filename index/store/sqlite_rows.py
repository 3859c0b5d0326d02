"""Rows of a SQLite store -> the types of the index."""

from datetime import date
from sqlite3 import Row

import numpy as np

from index.datatypes import Quotation, Sentence
from index.store import Passage, Publication

# By place, not by name: a question reads a hundred of them. The words are read from the table where
# FTS5 keeps them (its documentation, "The Content Table"), which takes half the time: c0 terms, c1
# context.
PASSAGE = """
    s.id, d.source, c.name, s.start, s.end, s.text, w.c0, w.c1, v.vector, d.published, s.speaker,
    d.language
"""
# What it takes beside sentences, documents and collections
DETAILS = """
    CROSS JOIN vectors v ON v.sentence_id = s.id CROSS JOIN words_content w ON w.id = s.id
"""


def to_passage(row: Row) -> Passage:
    """A sentence joined with its document and its words; in the order of PASSAGE."""
    number, source, collection, start, end, text, terms, context, vector, *facts = row
    sentence, numbers = Sentence(start, end), np.frombuffer(vector, np.float32)
    words = f" {terms} ", f" {context} "
    return Passage(number, source, collection, sentence, text, *words, numbers, *facts)


def to_quotation(row: Row) -> Quotation:
    """A row of the table quotations."""
    cue = None if row["cue_start"] is None else Sentence(row["cue_start"], row["cue_end"])
    return Quotation(row["start"], row["end"], row["speaker"], cue)


def to_publication(row: Row) -> Publication:
    """The least and the greatest ISO date, and a count."""
    oldest, newest = (row[key] and date.fromisoformat(row[key]) for key in ("oldest", "newest"))
    return Publication(oldest, newest, row["undated"])
