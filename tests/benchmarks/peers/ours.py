"""This project, as a peer among peers: hybrid search, and an answer with its quotations."""

from pathlib import Path
from typing import Any

Place = tuple[str, int, int]  # (source, start, end)


class ThisProject:
    """README.md, without the reader: it learnt from some of the articles that are asked about.
    The index is on disk as soon as it is made, and knows titles and speakers."""

    packages = ("onnxruntime", "faiss-cpu")

    def __init__(self, model: str, folder: Path) -> None:
        from index import IndexConfig, Library

        self.library = Library.open(IndexConfig(folder, reader="off"))

    def index(self, documents: list[dict[str, Any]]) -> None:
        from index import Document

        for document in documents:
            self.library.add(Document(**document))

    def save(self) -> None:
        self.library.close()

    def load(self) -> None:
        """It was loaded when it was opened."""

    def ask(self, question: str) -> None:
        """What somebody waits for: the search, and the answer made of it."""
        from index import Query

        self.library.ask(Query(question))

    def search(self, question: str) -> list[Place]:
        """What the answer is made of."""
        from index import Query

        return [(h.source, h.start, h.end) for h in self.library.search(Query(question))]
