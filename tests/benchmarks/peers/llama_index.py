"""LlamaIndex, by meaning alone and fused with words."""

from pathlib import Path

from tests.benchmarks.peers import K


class LlamaIndex:
    """https://developers.llamaindex.ai/python/framework/module_guides/indexing/vector_store_index/"""

    packages = ("llama-index-core", "llama-index-embeddings-huggingface", "torch")

    def __init__(self, model: str, folder: Path) -> None:
        from llama_index.core import Settings
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        self.folder = folder
        Settings.embed_model = HuggingFaceEmbedding(model_name=model)

    def index(self, texts: list[str]) -> None:
        from llama_index.core import VectorStoreIndex
        from llama_index.core.schema import TextNode

        self.nodes = [TextNode(text=text, id_=str(number)) for number, text in enumerate(texts)]
        self.vectors = VectorStoreIndex(self.nodes)

    def save(self) -> None:
        self.vectors.storage_context.persist(persist_dir=str(self.folder))

    def load(self) -> None:
        from llama_index.core import StorageContext, load_index_from_storage

        context = StorageContext.from_defaults(persist_dir=str(self.folder))
        self.vectors = load_index_from_storage(context)
        self.retriever = self.vectors.as_retriever(similarity_top_k=K)

    def search(self, question: str) -> list[int]:
        return [int(found.node.node_id) for found in self.retriever.retrieve(question)]


class LlamaIndexFusion(LlamaIndex):
    """https://developers.llamaindex.ai/python/framework/integrations/retrievers/bm25_retriever/ and
    .../reciprocal_rerank_fusion/, without a language model that writes more questions."""

    packages = (*LlamaIndex.packages, "llama-index-retrievers-bm25")

    def index(self, texts: list[str]) -> None:
        from llama_index.retrievers.bm25 import BM25Retriever

        super().index(texts)
        self.words = BM25Retriever.from_defaults(nodes=self.nodes, similarity_top_k=K)

    def save(self) -> None:
        super().save()
        self.words.persist(str(self.folder / "bm25"))

    def load(self) -> None:
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.retrievers.bm25 import BM25Retriever

        super().load()
        words = BM25Retriever.from_persist_dir(str(self.folder / "bm25"))
        self.retriever = QueryFusionRetriever(
            [self.retriever, words],
            llm=MockLLM(),  # never asked
            num_queries=1,
            similarity_top_k=K,
            mode="reciprocal_rerank",
            use_async=False,
        )
