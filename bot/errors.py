"""The errors that only the bot raises; as the index's, each message is a sentence to act on.
What a person is told of an error is explain.py's, who may do what permissions.py's."""

from index.errors import LibraryError


class Busy(LibraryError):
    """Too many questions are waiting, or the collection is being changed."""


class TooSlow(LibraryError):
    """No answer within the configured time."""


class TooManyQuestions(LibraryError):
    """This person, or this guild, has asked its share; the message says when to ask again."""


class ButtonExpired(LibraryError):
    """A button whose question is no longer kept, or was put elsewhere."""


class ArticleChanged(LibraryError):
    """What was quoted no longer stands in the article, or the article is gone."""


class UnknownPerson(LibraryError):
    """Nobody of that name is quoted where it was asked."""


class NotVerbatim(LibraryError):
    """A citation that does not equal its slice of the document; it is never shown."""


class FeedRefused(LibraryError):
    """A feed that cannot be followed, or is not; the message says why."""


class JobOver(LibraryError):
    """A job that was to be cancelled has ended."""


class PreviewExpired(LibraryError):
    """What a preview showed is no longer held, or is somebody else's."""
