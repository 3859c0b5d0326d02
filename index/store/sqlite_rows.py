"""Rows of a SQLite store -> the types of the index."""

from sqlite3 import Row

import numpy as np

from index.datatypes import Quotation, Sentence
from index.store import Passage


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
