"""Looks at an index without changing it: is the file whole, how much is in it, and do its vectors
find themselves. For whoever runs the program; questions never come here."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexDamaged
from index.store.schema import MIGRATIONS
from index.store.sqlite import SqliteStore

SAME = 0.999  # inner product of a vector with itself, rounding allowed for


@dataclass(frozen=True, slots=True)
class Contents:
    """What an index holds. `generation` is that of the collection that was changed last; an
    index of an older version is brought up to date by the next start."""

    collections: int
    documents: int
    sentences: int
    generation: int
    outdated: bool


def inspect(path: Path) -> Contents:
    """Check every page of the file. Raises IndexDamaged."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            (fault,) = file.execute("PRAGMA integrity_check(1)").fetchone()
            (version,) = file.execute("PRAGMA user_version").fetchone()
            if fault != "ok":
                raise sqlite3.DatabaseError(fault)
            tables = ("collections", "documents", "sentences")
            counts = [file.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]
            (generation,) = file.execute("SELECT max(generation) FROM collections").fetchone()
    except sqlite3.Error as error:
        fault = " ".join(str(error).split())
        raise IndexDamaged(
            f"The index {path} is damaged ({fault}); restore it from a backup, or move it away "
            "and add the articles again"
        ) from error
    return Contents(*counts, generation or 0, version < len(MIGRATIONS))


def lost_collections(store: SqliteStore) -> list[str]:
    """Collections in which a stored vector does not find itself: FAISS is out of step there."""
    return [name for name in store.collections() if not _finds_itself(store, name)]


def _finds_itself(store: SqliteStore, collection: str) -> bool:
    sample = store.passages(store.openings([collection], None, 1, None))
    if not sample:
        return True
    found = store.nearest(sample[0].vector, [collection], None, 1)
    return any(float(passage.vector @ sample[0].vector) > SAME for passage in found)
