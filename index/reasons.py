"""Why an answer is "not covered": a sentence that the person who asked can use. Decides nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import capwords

from index.datatypes import Hit, Query
from index.message import Message, message, plural
from index.notes import nothing_published
from index.question import asks_who_said, speech_question
from index.store import Store
from index.typos import SHORTEST, closest
from index.words import TOKEN, is_stop_word, terms

NOT_STATED = message("The articles don't say.")
NO_ARTICLES = message("There are no articles here yet.")
NAME_INSIDE = re.compile(r"(?<=[\w,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")  # not the first word
POSSESSIVE = re.compile(r"['’]s?$")
WORD = re.compile(r"[\w'’-]+")
MOST_WORDS = 3  # a question with more unknown words is about something else altogether
LOOKED_AT = 50  # sentences in which the spelling of a name is looked for


def reason(store: Store, query: Query, hits: Sequence[Hit]) -> Message:
    """One sentence; `hits` are what was found but is no answer."""
    if not store.size(query.collections, None):
        return NO_ARTICLES
    if nothing := nothing_published(store, query):
        return nothing
    shelf = Shelf(store, query)
    speech = speech_question(query.text)
    if speech and speech.is_of_anybody and speech.asks_for_words:
        word = speech.name.capitalize()
        return message("“{word}” could be anybody; ask with a name.", word=word)
    if speech and speech.is_strict:
        return _not_quoted(shelf, speech.name, hits)
    if asks_who_said(query.text):
        nobody = message("Nobody is quoted with that {where}.", where=shelf.here)
        return _not_mentioned(shelf) or nobody
    return _not_mentioned(shelf) or _unknown_words(shelf) or NOT_STATED


@dataclass(frozen=True)
class Shelf:
    """What a query may read, asked whether words of its question occur there."""

    store: Store
    query: Query

    @property
    def here(self) -> Message:
        """How a person calls it."""
        if self.query.source:
            return message("in this article")
        if self.query.period:
            return message("in the articles {period}", period=self.query.period)
        return message("in these articles")

    def knows(self, words: str) -> bool:
        """Whether any of the words occurs, perhaps misspelt in the question."""
        return any(
            self._known_term(term)
            for language in self._languages
            for term in terms(words, language)
        )

    def spelling(self, name: str) -> str | None:
        """A word as the articles write it, where they write it as a name: with a capital."""
        term = next((known for t in terms(name) if (known := self._known_term(t))), "")
        query = self.query
        where = (query.collections, query.source, LOOKED_AT, query.period)
        for passage in self.store.matching([term], *where):
            for word in WORD.findall(passage.text):
                if not word[0].islower() and terms(word) == [term]:
                    return POSSESSIVE.sub("", word)
        return None

    @cached_property
    def _languages(self) -> list[str]:
        return self.store.languages(self.query.collections, self.query.source)

    def _known_term(self, term: str) -> str | None:
        """The term if it occurs here; else what it was meant to be, if that does."""
        if self._occurs(term):
            return term
        if len(term) < SHORTEST:  # spares reading the vocabulary for nothing
            return None
        meant = closest(term, self.store.vocabulary(term[:1], self.query.collections))
        return meant if meant and self._occurs(meant) else None

    def _occurs(self, term: str) -> bool:
        query = self.query
        return self.store.occurs(term, query.collections, query.source, query.period)


def _not_quoted(shelf: Shelf, name: str, hits: Sequence[Hit]) -> Message:
    """About the person whose words were asked for."""
    asked, where = _as_name(name), shelf.here
    if speakers := {hit.speaker for hit in hits if hit.speaker}:
        who = speakers.pop() if len(speakers) == 1 else asked
        return message("{name} is quoted {where}, but not on that.", name=who, where=where)
    *first, last = asked.split()
    if spelling := shelf.spelling(last):
        named = " ".join([*first, spelling])
        return message("{name} is named, but not quoted, {where}.", name=named, where=where)
    if shelf.knows(name):
        return message("{name} is not quoted {where}.", name=asked, where=where)
    return _unmentioned([asked], where)


def _not_mentioned(shelf: Shelf) -> Message | None:
    """About the names of the question of which no word occurs."""
    missing = [name for name in _names(shelf.query.text) if not shelf.knows(name)]
    if not missing:
        return None
    return _unmentioned(missing, shelf.here)


def _unmentioned(names: Sequence[str], where: Message) -> Message:
    *first, last = names
    listed = message("{names} and {name}", names=", ".join(first), name=last) if first else last
    return plural(
        "{names} is not mentioned {where}.",
        "{names} are not mentioned {where}.",
        len(names),
        names=listed,
        where=where,
    )


def _unknown_words(shelf: Shelf) -> Message | None:
    """About words that do not occur, where capitals do not tell which of them are names."""
    text = shelf.query.text
    content = [token for token in dict.fromkeys(TOKEN.findall(text)) if not is_stop_word(token)]
    unknown = [message("“{word}”", word=token) for token in content if not shelf.knows(token)]
    if any(_names(text)) or not 0 < len(unknown) <= MOST_WORDS:
        return None
    words, where = _either(unknown), shelf.here
    return message("The articles don't say. There is no {words} {where}.", words=words, where=where)


def _names(text: str) -> Iterator[str]:
    """Words with capitals behind the first word; none where every letter is a capital."""
    for name in NAME_INSIDE.findall("" if text.isupper() else text):
        if not is_stop_word(name):
            yield POSSESSIVE.sub("", name)


def _as_name(name: str) -> str:
    """A name with capitals, however it was typed."""
    return capwords(name) if name.islower() or name.isupper() else name


def _either(words: Sequence[Message]) -> Message:
    """A, B or C."""
    first, *more = words
    for word in more[:-1]:
        first = message("{words}, {word}", words=first, word=word)
    return message("{words} or {word}", words=first, word=more[-1]) if more else first
