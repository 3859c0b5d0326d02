"""Text -> terms, the units in which words are indexed and matched. Knows nothing of stores."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import Stemmer
from stop_words import get_stop_words

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w")
HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Scripts whose words are read in one language, whatever language the text around them is in
SCRIPTS = (
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
)
# The names that Snowball and the stop word lists have for languages; others fall to English
SNOWBALL = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
# Words that carry no topic. They stay in the index, but a question is not looked up by them.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being between both
    but by can could did do does doing during each ever for from had has have having he her hers him
    his how i if in into is it its itself just may me might more most much must my no nor not of
    on once only or other our ours out over own s said same say says shall she should so some still
    such t tell than that the their theirs them then there these they this those through to too
    under until up us very was we were what when where which while who whom whose why will with
    would yet you your yours""".split()
)
# What English draws together with "not", or with another word that carries no topic
NEGATED, DRAWN = re.compile(r"n['’]t$"), re.compile(r"['’](?:d|ll|m|re|s|ve)$")


def terms(text: str, language: str = "en") -> list[str]:
    """The terms of `text` in order: lower-case Snowball stems, numbers, Han bigrams.

    A token chooses its stemmer by its script, and within the Latin one by the language, an ISO
    639-1 code (Porter 2001, "Snowball: A language for stemming algorithms").
    """
    return [term for token in _tokens(text) for term in _terms_of(token, language)]


def query_terms(text: str, language: str = "en") -> list[str]:
    """The distinct terms worth looking up in texts of a language, in order; all of them if every
    one is a stop word."""
    content = [token for token in _tokens(text) if not is_stop_word(token, language)]
    return list(dict.fromkeys(terms(" ".join(content), language) or terms(text, language)))


def is_stop_word(token: str, language: str = "en") -> bool:
    """Whether a token carries no topic, as "who", "won't" and "what's" do in English; one of
    another script is read in the language of that."""
    folded = token.casefold()
    words = stop_words(_by_script(token, language))
    return bool(NEGATED.search(folded)) or DRAWN.sub("", folded) in words


@lru_cache
def stop_words(language: str) -> frozenset[str]:
    """The words of a language that carry no topic; those of English where we have no list."""
    if language not in SNOWBALL:
        return STOP_WORDS
    return frozenset(word.casefold() for word in get_stop_words(SNOWBALL[language]))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())


def _terms_of(token: str, language: str) -> Iterator[str]:
    if HAN_OR_KANA.search(token):
        yield from token  # no spaces between words: single characters and pairs stand for them
        yield from (first + second for first, second in pairwise(token))
    elif token[0].isdigit():
        yield token.replace(",", "")
    else:
        yield _stem(token, language)


@lru_cache(maxsize=50_000)
def _stem(token: str, language: str) -> str:
    """The stem without apostrophes and accents, so that "Zürich" is found by "Zurich"."""
    algorithm = SNOWBALL.get(_by_script(token, language), "english")
    stem = _stemmer(algorithm).stemWord(token.replace("’", "'"))
    decomposed = unicodedata.normalize("NFD", stem)
    return "".join(c for c in decomposed if c != "'" and not unicodedata.combining(c))


def _by_script(token: str, language: str) -> str:
    """The language of the token's script, if that tells; else the given one."""
    return next((name for script, name in SCRIPTS if script.search(token)), language)


@lru_cache
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)
