"""Haystack, by meaning alone and joined with words."""

from pathlib import Path

from tests.benchmarks.peers import K


class Haystack:
    """https://docs.haystack.deepset.ai/docs/inmemoryembeddingretriever"""

    packages = ("haystack-ai", "sentence-transformers-haystack", "torch")

    def __init__(self, model: str, folder: Path) -> None:
        self.model = model
        self.file = str(folder / "store.json")

    def index(self, texts: list[str]) -> None:
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
        )

        self.store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        documents = [Document(id=str(n), content=text) for n, text in enumerate(texts)]
        embedder = SentenceTransformersDocumentEmbedder(model=self.model)
        self.store.write_documents(embedder.run(documents)["documents"])

    def save(self) -> None:
        self.store.save_to_disk(self.file)

    def load(self) -> None:
        from haystack import Pipeline
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersTextEmbedder,
        )

        self.store = InMemoryDocumentStore.load_from_disk(self.file)
        embedder = SentenceTransformersTextEmbedder(model=self.model, progress_bar=False)
        retriever = InMemoryEmbeddingRetriever(document_store=self.store)
        self.pipeline = Pipeline()
        self.pipeline.add_component("text_embedder", embedder)
        self.pipeline.add_component("embedding_retriever", retriever)
        self.pipeline.connect("text_embedder", "embedding_retriever")

    def search(self, question: str) -> list[int]:
        found = self.pipeline.run({"text_embedder": {"text": question}})
        return [int(document.id) for document in found["embedding_retriever"]["documents"]]


class HaystackHybrid(Haystack):
    """https://haystack.deepset.ai/tutorials/33_hybrid_retrieval, without its second model, a
    ranker; joined by reciprocal rank, as the page of DocumentJoiner offers."""

    def load(self) -> None:
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever

        super().load()
        words = InMemoryBM25Retriever(document_store=self.store)
        self.pipeline.add_component("bm25_retriever", words)
        self.pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self.pipeline.connect("bm25_retriever", "joiner")
        self.pipeline.connect("embedding_retriever", "joiner")

    def search(self, question: str) -> list[int]:
        found = self.pipeline.run(
            {"text_embedder": {"text": question}, "bm25_retriever": {"query": question}}
        )
        return [int(document.id) for document in found["joiner"]["documents"][:K]]
