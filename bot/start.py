"""What the commands share: the library opened and ready, and errors as sentences with exit codes.
Knows neither Discord nor the terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot.exits import ExitCode
from bot.samples import add_samples
from index import IndexConfig, Library
from index.articles import ArticleReader
from index.errors import ConfigError, EncoderError, IndexDamaged, IndexMismatch, LibraryError

_CODES = {
    ConfigError: ExitCode.USAGE,
    EncoderError: ExitCode.MODEL,
    IndexDamaged: ExitCode.INDEX,
    IndexMismatch: ExitCode.INDEX,
}


class StartError(LibraryError):
    """The bot cannot start, or not go on; `code` is the exit code."""

    def __init__(self, code: ExitCode, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def code_of(error: LibraryError) -> ExitCode:
    """The exit code that stands for this error."""
    if isinstance(error, StartError):
        return error.code
    return next((code for kind, code in _CODES.items() if isinstance(error, kind)), ExitCode.ERROR)


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """End the program with a sentence and an exit code where the block raises a LibraryError."""
    try:
        yield
    except LibraryError as error:
        failure = click.ClickException(str(error))
        failure.exit_code = code_of(error)
        raise failure from error


@contextmanager
def opened(config: IndexConfig) -> Iterator[tuple[Library, ArticleReader]]:
    """The library, its model not loaded yet, and a reader for more articles.

    Raises LibraryError.
    """
    with Library.open(config) as library, ArticleReader(config) as reader:
        yield library, reader


def steps_to_ready(library: Library, reader: ArticleReader, config: IndexConfig) -> Iterator[str]:
    """Load the model, and add the samples at the first start.

    Yields a line before each step that takes seconds. Raises LibraryError.
    """
    yield "Loading the model"
    library.warm()
    yield from add_samples(library, reader, config.data_dir)
