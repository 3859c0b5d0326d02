"""The sample articles of a first start: added once, to an empty library only."""

import pytest

from bot.samples import DONE, SAMPLES, add_samples
from index import Document
from index.articles import ArticleReader

NAMES = {path.name for path in SAMPLES.iterdir()}


@pytest.fixture
def start(library, config):
    """What a start does with the samples; returns the sources that the library then holds."""

    def start() -> set[str]:
        with ArticleReader(config) as reader:
            print(*add_samples(library, reader, config.data_dir))
        return {summary.source for summary in library.documents()}

    return start


def test_an_empty_library_gets_the_samples(start):
    assert start() == NAMES


def test_a_sample_that_was_removed_stays_removed(start, library):
    start()
    library.remove(min(NAMES))

    assert start() == NAMES - {min(NAMES)}


def test_a_library_with_articles_of_its_own_gets_no_samples(start, library):
    library.add(Document("own.txt", "Own", "An article that somebody added by the command line."))

    assert start() == {"own.txt"}


def test_a_first_start_that_was_cut_short_is_completed(start, library, config):
    start()
    library.remove(min(NAMES))
    (config.data_dir / DONE).unlink()

    assert start() == NAMES
