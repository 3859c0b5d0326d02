"""Article text -> cited answers. Synchronous; knows nothing of Discord."""

from typing import TYPE_CHECKING, Any

from index.config import IndexConfig
from index.datatypes import (
    SHARED,
    Addition,
    Answer,
    Citation,
    Copy,
    Document,
    DocumentSummary,
    Hit,
    Period,
    Person,
    Query,
    Quotation,
    Sentence,
)
from index.errors import (
    ArticleEmpty,
    ArticleError,
    ArticleRefused,
    ArticleTooLarge,
    ArticleUnreachable,
    ArticleUnreadable,
    ConfigError,
    EncoderError,
    IndexDamaged,
    IndexMismatch,
    LibraryError,
    QueryError,
    UnknownArticle,
)

if TYPE_CHECKING:
    from index.library import Library

__all__ = [
    "SHARED",
    "Addition",
    "Answer",
    "ArticleEmpty",
    "ArticleError",
    "ArticleRefused",
    "ArticleTooLarge",
    "ArticleUnreachable",
    "ArticleUnreadable",
    "Citation",
    "ConfigError",
    "Copy",
    "Document",
    "DocumentSummary",
    "EncoderError",
    "Hit",
    "IndexConfig",
    "IndexDamaged",
    "IndexMismatch",
    "Library",
    "LibraryError",
    "Period",
    "Person",
    "Query",
    "QueryError",
    "Quotation",
    "Sentence",
    "UnknownArticle",
]


def __getattr__(name: str) -> Any:
    """Import Library when it is asked for (PEP 562): it brings numpy and faiss along."""
    if name == "Library":
        from index.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
