"""An empty library -> the sample articles in it, so that a first start, or a host that wipes its
disk, has something to answer from."""

from collections.abc import Iterator
from pathlib import Path

from index import SHARED, Library
from index.articles import ArticleReader
from index.finding import find

SAMPLES = Path(__file__).parent.parent / "articles"
DONE = "samples-added"  # a file in the data folder: a sample that an admin removes stays removed


def are_due(data_dir: Path) -> bool:
    """Whether an empty library has yet to get them."""
    return SAMPLES.is_dir() and not (data_dir / DONE).exists()


def add_samples(library: Library, reader: ArticleReader, data_dir: Path) -> Iterator[str]:
    """Add the samples to the shared collection, once, unless it is in use already.

    Yields a line before each. A start that was cut short is completed by the next one. Raises
    LibraryError.
    """
    if not are_due(data_dir):
        return
    documents = [article for found in find([SAMPLES]) for article in reader.read(found)]
    known = {document.source for document in documents}
    if any(summary.source not in known for summary in library.documents(SHARED)):
        return
    for document in documents:
        yield f"Indexing the sample article {document.source}"
        library.add(document, SHARED)
    (data_dir / DONE).touch()
