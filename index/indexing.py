"""Document -> store: split, attributed, embedded, kept; and again what another model had made."""

from collections.abc import Callable, Sequence

from index.datatypes import Document
from index.encoder import Encoder
from index.entries import fingerprint, make_entries
from index.speakers import find_quotations
from index.store import Store

Progress = Callable[[int, int], None]  # (documents done, documents in all)


def put(store: Store, encoder: Encoder, collection: str, document: Document) -> tuple[bool, int]:
    """Returns whether the document was there before, and how many sentences were encoded.
    Encoding is done before the store is locked."""
    entries, encoded = make_entries(document, encoder, store)
    quotations, maker = find_quotations(document.text), fingerprint(encoder)
    return store.replace(collection, document, entries, quotations, maker), encoded


def reindex(
    store: Store,
    encoder: Encoder,
    collections: Sequence[str],
    source: str | None,
    progress: Progress | None,
) -> int:
    """Put every document of the collections anew that another model or version made, or only
    those of one source; returns how many documents were looked at."""
    summaries = [each for name in collections for each in store.summaries(name, source)]
    maker = fingerprint(encoder)
    outdated = {(name, source) for name in collections for source in store.outdated(name, maker)}
    for done, summary in enumerate(summaries, start=1):
        if (summary.collection, summary.source) in outdated:
            document = store.document(summary.collection, summary.source)
            if document is not None:  # not removed meanwhile
                put(store, encoder, summary.collection, document)
        if progress is not None:
            progress(done, len(summaries))
    return len(summaries)
