"""How a SQLite store is asked who is quoted, and with what. Across documents only attributed
quotations count."""

import json
from collections.abc import Sequence

from index.datatypes import Quotation
from index.store import Spoken
from index.store.database import QUOTATIONS, Database
from index.store.sqlite_rows import to_quotation


def quotations(database: Database, collection: str, source: str) -> list[Quotation]:
    """The quotations of a document, in order."""
    rows = database.scoped("SELECT q.*", f"{QUOTATIONS} ORDER BY q.start", [collection], source)
    return [to_quotation(row) for row in rows]


def speakers(database: Database, collections: Sequence[str], source: str | None) -> dict[str, int]:
    """Everybody who is quoted there, sorted, with how often."""
    rows = database.scoped(
        "SELECT q.speaker, count(*) AS times",
        f"{QUOTATIONS} WHERE q.speaker IS NOT NULL GROUP BY q.speaker ORDER BY q.speaker",
        collections,
        source,
    )
    return {row["speaker"]: row["times"] for row in rows}


def cues(
    database: Database, collections: Sequence[str], source: str | None
) -> list[tuple[str, str]]:
    """(speaker, words of a cue that names the speaker), each pair once, sorted."""
    rows = database.scoped(
        "SELECT DISTINCT q.speaker, q.cue",
        f"{QUOTATIONS} WHERE q.speaker IS NOT NULL AND q.cue IS NOT NULL ORDER BY 1, 2",
        collections,
        source,
    )
    return [(row["speaker"], row["cue"]) for row in rows]


def spoken(
    database: Database,
    collections: Sequence[str],
    source: str | None,
    speakers: Sequence[str],
) -> list[Spoken]:
    """What these speakers are quoted with: newest document first, then in its order."""
    rows = database.scoped(
        "SELECT q.*, min(s.id) AS passage_id",
        f"{QUOTATIONS} JOIN sentences s ON s.document_id = d.id"
        " AND s.start < q.end AND s.end > q.start"
        " WHERE q.speaker IN (SELECT value FROM json_each(:speakers))"
        " GROUP BY q.id ORDER BY d.published DESC NULLS LAST, d.id DESC, q.start",
        collections,
        source,
        speakers=json.dumps(list(speakers)),
    )
    return [Spoken(r["passage_id"], to_quotation(r), r["text"], r["cue"] or "") for r in rows]
