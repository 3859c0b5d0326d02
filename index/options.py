"""The options that the commands of `python -m index` share, and the library that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.config import IndexConfig
from index.datatypes import SHARED

if TYPE_CHECKING:
    from index.library import Library


@contextmanager
def opened(
    config: Path, data: Path | None, citations: int | None = None
) -> Iterator["tuple[Library, IndexConfig]"]:
    """The library that the options name, closed afterwards."""
    from index.library import Library

    settings = IndexConfig.load(config, data)
    if citations is not None:
        settings = replace(settings, max_citations=min(citations, 5))
    with Library.open(settings) as library:
        yield library, settings


def common(command: click.decorators.FC) -> click.decorators.FC:
    """The options that every command takes."""
    config = click.option(
        "--config", type=click.Path(path_type=Path), default="config.yaml", show_default=True
    )
    data = click.option(
        "--data", type=click.Path(path_type=Path), help="Data folder, instead of the config's."
    )
    return config(data(command))


def in_collection(command: click.decorators.FC) -> click.decorators.FC:
    """The option that names a collection."""
    return click.option("--collection", default=SHARED, show_default=True)(command)
