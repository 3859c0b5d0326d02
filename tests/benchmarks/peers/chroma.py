"""Chroma, with sentence-transformers and with its own default."""

from pathlib import Path
from typing import Any

from tests.benchmarks.peers import K

BATCH = 5_000  # texts; Chroma takes at most 5,461 at once


class Chroma:
    """https://docs.trychroma.com/docs/embeddings/embedding-functions, sentence-transformers"""

    packages = ("chromadb", "sentence-transformers", "torch")

    def __init__(self, model: str, folder: Path) -> None:
        import chromadb

        client = chromadb.PersistentClient(path=str(folder))
        self.collection = client.get_or_create_collection(
            name="sentences", embedding_function=self.embedding_function(model)
        )

    def embedding_function(self, model: str) -> Any:
        from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

        return SentenceTransformerEmbeddingFunction(model_name=model)

    def index(self, texts: list[str]) -> None:
        for start in range(0, len(texts), BATCH):
            some = texts[start : start + BATCH]
            ids = [str(number) for number in range(start, start + len(some))]
            self.collection.add(ids=ids, documents=some)

    def save(self) -> None:
        """The client has saved it."""

    def load(self) -> None:
        """The client has loaded it."""

    def search(self, question: str) -> list[int]:
        found = self.collection.query(query_texts=[question], n_results=K)
        return [int(number) for number in found["ids"][0]]


class ChromaDefault(Chroma):
    """https://docs.trychroma.com/docs/embeddings/embedding-functions, the default: this very model
    on ONNX Runtime, without torch. In place of its download, an export of our copy (export.py)."""

    packages = ("chromadb", "onnxruntime")

    def embedding_function(self, model: str) -> Any:
        from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

        ONNXMiniLM_L6_V2.DOWNLOAD_PATH = Path(model)
        return ONNXMiniLM_L6_V2()
