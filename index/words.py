"""Text -> terms, the units in which words are indexed and matched. Knows nothing of stores."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import Stemmer

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w")
HAN_OR_KANA = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
STEMMERS = (  # the first whose script a token is written in; Latin falls to English
    (re.compile(r"[\u0400-\u04ff]"), Stemmer.Stemmer("russian")),
    (re.compile(r"[\u0600-\u06ff]"), Stemmer.Stemmer("arabic")),
    (re.compile(r""), Stemmer.Stemmer("english")),
)
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


def terms(text: str) -> list[str]:
    """The terms of `text` in order: lower-case Snowball stems, numbers, Han bigrams.

    Each token chooses its stemmer by its script, so that a question needs no known language
    (Porter 2001, "Snowball: A language for stemming algorithms").
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [term for token in TOKEN.findall(folded) for term in _terms_of(token)]


def query_terms(text: str) -> list[str]:
    """The distinct terms worth looking up, in order; all of them if every one is a stop word."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    content = [token for token in TOKEN.findall(folded) if token not in STOP_WORDS]
    return list(dict.fromkeys(terms(" ".join(content)) or terms(text)))


def _terms_of(token: str) -> Iterator[str]:
    if HAN_OR_KANA.search(token):
        yield from token  # no spaces between words: single characters and pairs stand for them
        yield from (first + second for first, second in pairwise(token))
    elif token[0].isdigit():
        yield token.replace(",", "")
    else:
        yield _stem(token)


@lru_cache(maxsize=50_000)
def _stem(token: str) -> str:
    """The stem without apostrophes and accents, so that "Zürich" is found by "Zurich"."""
    stemmer = next(stemmer for script, stemmer in STEMMERS if script.search(token))
    decomposed = unicodedata.normalize("NFD", stemmer.stemWord(token.replace("’", "'")))
    return "".join(c for c in decomposed if c != "'" and not unicodedata.combining(c))
