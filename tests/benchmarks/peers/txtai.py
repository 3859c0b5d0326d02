"""txtai, by meaning alone and with words."""

from pathlib import Path
from typing import Any, ClassVar

from tests.benchmarks.peers import K


class Txtai:
    """https://neuml.github.io/txtai/embeddings/"""

    packages = ("txtai", "faiss-cpu", "torch")
    settings: ClassVar[dict[str, Any]] = {}

    def __init__(self, model: str, folder: Path) -> None:
        from txtai import Embeddings

        self.folder = str(folder / "index")
        self.embeddings = Embeddings(path=model, **self.settings)

    def index(self, texts: list[str]) -> None:
        self.embeddings.index(texts)

    def save(self) -> None:
        self.embeddings.save(self.folder)

    def load(self) -> None:
        self.embeddings.load(self.folder)

    def search(self, question: str) -> list[int]:
        return [number for number, _ in self.embeddings.search(question, K)]


class TxtaiHybrid(Txtai):
    """https://neuml.github.io/txtai/embeddings/configuration/general/#hybrid"""

    settings: ClassVar[dict[str, Any]] = {"hybrid": True}
