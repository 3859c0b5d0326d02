"""How a SQLite store is asked when its documents were published."""

from collections.abc import Sequence

from index.datatypes import Period
from index.store import Publication
from index.store.database import SENTENCES, Database
from index.store.sqlite_rows import to_publication


def publication(database: Database, collections: Sequence[str], source: str | None) -> Publication:
    """When the documents there were published."""
    (row,) = database.scoped(
        "SELECT min(d.published) AS oldest, max(d.published) AS newest,"
        " count(*) - count(d.published) AS undated",
        "",
        collections,
        source,
    )
    return to_publication(row)


def openings(
    database: Database,
    collections: Sequence[str],
    source: str | None,
    k: int,
    period: Period | None,
) -> list[int]:
    """Ids of the first sentences of the k newest documents; those without a date last."""
    rows = database.scoped(
        "SELECT min(s.id) AS id",
        f"{SENTENCES} GROUP BY d.id ORDER BY d.published DESC NULLS LAST, d.id DESC LIMIT {k:d}",
        collections,
        source,
        period,
    )
    return [row["id"] for row in rows]
