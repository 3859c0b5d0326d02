"""What cannot be stored or asked, refused before any work is done."""

import re
from collections.abc import Sequence
from datetime import date

from index.config import IndexConfig
from index.datatypes import Document, Query
from index.errors import (
    ArticleEmpty,
    ArticleTooLarge,
    ArticleUnreadable,
    IndexMismatch,
    QueryError,
)
from index.store import Store


def check_document(document: Document, config: IndexConfig) -> None:
    """Raise ArticleError for a document that cannot be taken."""
    if not document.text.strip():
        raise ArticleEmpty(f"{document.source} holds no text")
    if len(document.text) > config.max_article_chars:
        raise ArticleTooLarge(
            f"{document.source} has {len(document.text):,} characters; "
            f"at most {config.max_article_chars:,} are taken"
        )
    if document.published and not _is_iso_date(document.published):
        raise ArticleUnreadable(
            f"{document.source}: the date '{document.published}' is not like 2026-11-22"
        )


def check_query(query: Query, store: Store, config: IndexConfig) -> None:
    """Raise QueryError if the question cannot be asked."""
    if not re.search(r"\w", query.text):
        what = "has no words" if query.text.strip() else "is empty"
        raise QueryError(f"The question {what}; ask something like: What did the mayor say?")
    if len(query.text) > config.max_question_chars:
        raise QueryError(
            f"The question has {len(query.text):,} characters; "
            f"at most {config.max_question_chars:,} can be asked"
        )
    if query.source is not None and not any(
        store.summaries(collection, query.source) for collection in query.collections
    ):
        raise QueryError(f"There is no article '{query.source}' to ask")


def refuse_stale(store: Store, collections: Sequence[str], maker: str) -> None:
    """Raise IndexMismatch where another model or version than `maker` indexed a collection."""
    if stale := store.stale(collections, maker):
        raise IndexMismatch(
            f"The articles of {', '.join(stale)} were indexed with another model or version; "
            "an admin must reindex them"
        )


def _is_iso_date(text: str) -> bool:
    """Also not "20261122", which would not stand in order among the others."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
