"""Every error that the index raises. Each message is a sentence that a person can act on.
Finding nothing is no error: it is an Answer."""

from index.message import Message, message


class LibraryError(Exception):
    """The root: catch this to catch everything that the index raises on purpose.

    The sentence is a template as `message` takes it, so that it can be said in another language.
    """

    def __init__(self, sentence: str, /, **values: object) -> None:
        self.sentence = sentence if isinstance(sentence, Message) else message(sentence, **values)
        super().__init__(str(self.sentence))


class ConfigError(LibraryError):
    """A setting is unknown, of the wrong type or out of range; the message names it."""


class QueryError(LibraryError):
    """The question cannot be asked: empty, too long, or about a document that is not there."""


class ArticleError(LibraryError):
    """An article cannot be taken in; the message names it and says why."""


class ArticleRefused(ArticleError):
    """The address or path is one that we do not open: not http(s), not public, not a file."""


class ArticleUnreachable(ArticleError):
    """The publisher did not deliver it: no such host, a time-out, a status such as 404."""


class ArticleGone(ArticleUnreachable):
    """The publisher says that it was taken away for good: status 410."""


class PublisherBusy(ArticleUnreachable):
    """The publisher asks to be left alone for `wait` seconds: status 429 or 503."""

    def __init__(self, sentence: str, /, wait: float, **values: object) -> None:
        super().__init__(sentence, **values)
        self.wait = wait


class NotChanged(ArticleError):
    """The publisher says that it is as it was when it was last fetched: status 304."""


class ArticleTooLarge(ArticleError):
    """It is larger than the configured limit."""


class ArticleUnreadable(ArticleError):
    """Its bytes are damaged, encrypted or of a kind that we do not read."""


class ArticleEmpty(ArticleError):
    """There is no article text in it."""


class UnknownArticle(LibraryError):
    """No article of that name is in the collection."""


class EncoderError(LibraryError):
    """The model is missing, damaged or not usable."""


class IndexMismatch(LibraryError):
    """The collection was embedded by another model or splitter; the message says to reindex."""


class IndexDamaged(LibraryError):
    """The database cannot be read; the message says how to start over or restore."""
