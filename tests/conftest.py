"""Fixtures for every test: the real model, loaded once, and libraries in fresh folders."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"

from index import Document, IndexConfig, Library
from index.encoder import Encoder, open_encoder
from index.store.sqlite import SqliteStore

SCRAPED = Path(__file__).parents[2] / "shared" / "articles" / "000_720bb00d345108af.txt"


@pytest.fixture
def config(tmp_path: Path) -> IndexConfig:
    """The default settings, on an empty folder."""
    return IndexConfig(data_dir=tmp_path / "data")


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The real encoder, loaded once for the whole run."""
    return open_encoder(IndexConfig(data_dir=tmp_path_factory.mktemp("encoder")))


@pytest.fixture
def library(config: IndexConfig, encoder: Encoder) -> Iterator[Library]:
    """An empty library with the real encoder."""
    with Library(SqliteStore(config.data_dir), encoder, config) as opened:
        yield opened


@pytest.fixture
def document() -> Callable[..., Document]:
    """Makes a document from its source and text."""

    def make(source: str, text: str, **facts: str) -> Document:
        return Document(**{"source": source, "title": source, "text": text, **facts})

    return make


@pytest.fixture(scope="session")
def scraped() -> str:
    """The text of a scraped article as users bring it."""
    if not SCRAPED.exists():
        pytest.skip("the scraped article of the project's shared folder is not here")
    return SCRAPED.read_text(encoding="utf-8")
