"""Text -> the language it is in. For what does not say so itself; articles.py asks."""

import re
from collections import Counter

from index.words import SNOWBALL, STOP_WORDS, TOKEN, stop_words

SAMPLE = 20_000  # characters that are looked at
# How many stop words of a language a text must have, so that it is taken for that
SHARE, DIFFERENT = 0.15, 3
KANA, HAN = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\u4e00-\u9fff]")


def language_of(text: str) -> str:
    """An ISO 639-1 code, English where nothing tells another language.

    It is the one whose stop words make up most of the text (Grefenstette 1995, "Comparing two
    language identification schemes"): they are a third of it or more, those of any other
    language a tenth. Chinese and Japanese, which have no spaces between words, are told by
    their characters. A model such as py3langid's would do more, but needs 75 MB.
    """
    sample = text[:SAMPLE]
    if 3 * len(HAN.findall(sample)) > sum(map(str.isalpha, sample)):
        return "ja" if KANA.search(sample) else "zh"
    counts = Counter(TOKEN.findall(sample.casefold()))
    shares = {language: _share(counts, stop_words(language)) for language in SNOWBALL}
    best = max(shares, key=lambda language: shares[language])
    if len(counts.keys() & stop_words(best)) < DIFFERENT:
        return "en"
    return best if shares[best] > max(SHARE, _share(counts, STOP_WORDS)) else "en"


def code(name: str | None) -> str | None:
    """The language that a page states, as an ISO 639 code: "de" for "de-AT"; None for none."""
    found = re.match(r"\s*([a-z]{2,3})(?![a-z])", name or "", re.IGNORECASE)
    return found[1].lower() if found else None


def _share(counts: Counter[str], words: frozenset[str]) -> float:
    return sum(n for word, n in counts.items() if word in words) / max(1, counts.total())
