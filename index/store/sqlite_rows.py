"""Rows of a SQLite store -> the types of the index."""

from datetime import date
from sqlite3 import Row

import numpy as np

from index.datatypes import Quotation, Sentence
from index.store import Passage, Publication


def to_passage(row: Row) -> Passage:
    """A sentence joined with its document and its words."""
    return Passage(
        id=row["id"],
        source=row["source"],
        collection=row["collection"],
        sentence=Sentence(row["start"], row["end"]),
        text=row["text"],
        terms=f" {row['terms']} ",
        context=f" {row['context']} ",
        vector=np.frombuffer(row["vector"], np.float32),
        published=row["published"],
        speaker=row["speaker"],
    )


def to_quotation(row: Row) -> Quotation:
    """A row of the table quotations."""
    cue = None if row["cue_start"] is None else Sentence(row["cue_start"], row["cue_end"])
    return Quotation(row["start"], row["end"], row["speaker"], cue)


def to_publication(row: Row) -> Publication:
    """The least and the greatest ISO date, and a count."""
    oldest, newest = (row[key] and date.fromisoformat(row[key]) for key in ("oldest", "newest"))
    return Publication(oldest, newest, row["undated"])
