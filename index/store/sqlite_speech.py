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


def spoken(
    database: Database,
    collections: Sequence[str],
    source: str | None,
    speakers: Sequence[str],
) -> list[Spoken]:
    """What these speakers are quoted with: newest document first, then in its order."""
    rows = database.rows(
        # CROSS JOIN keeps this order: first the speakers, then whether the caller may see them
        "SELECT q.*, min(s.id) AS passage_id FROM json_each(:speakers) AS wanted"
        " CROSS JOIN quotations q ON q.speaker = wanted.value"
        " CROSS JOIN documents d ON d.id = q.document_id"
        " CROSS JOIN collections c ON c.id = d.collection_id"
        " CROSS JOIN sentences s ON s.document_id = d.id AND s.start < q.end AND s.end > q.start"
        " WHERE c.name IN (SELECT value FROM json_each(:collections))"
        " AND (:source IS NULL OR d.source = :source)"
        " GROUP BY q.id ORDER BY d.published DESC NULLS LAST, d.id DESC, q.start",
        speakers=json.dumps(list(speakers)),
        collections=json.dumps(list(collections)),
        source=source,
    )
    return [Spoken(r["passage_id"], to_quotation(r), r["text"], r["cue"] or "") for r in rows]
