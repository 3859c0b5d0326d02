"""sentence-transformers, and nothing else."""

from pathlib import Path

from tests.benchmarks.peers import K


class SentenceTransformers:
    """https://sbert.net/examples/sentence_transformer/applications/semantic-search/README.html"""

    packages = ("sentence-transformers", "torch")

    def __init__(self, model: str, folder: Path) -> None:
        from sentence_transformers import SentenceTransformer

        self.file = folder / "vectors.pt"
        self.embedder = SentenceTransformer(model)

    def index(self, texts: list[str]) -> None:
        self.corpus_embeddings = self.embedder.encode_document(texts, convert_to_tensor=True)

    def save(self) -> None:
        import torch

        torch.save(self.corpus_embeddings, self.file)

    def load(self) -> None:
        import torch

        self.corpus_embeddings = torch.load(self.file)

    def search(self, question: str) -> list[int]:
        import torch

        query_embedding = self.embedder.encode_query(question, convert_to_tensor=True)
        similarity_scores = self.embedder.similarity(query_embedding, self.corpus_embeddings)[0]
        return torch.topk(similarity_scores, k=K).indices.tolist()
