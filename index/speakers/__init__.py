"""Document text -> Quotations: who said what, by an explicit cue. Not which of them answer a
question (search.py).

In reading order: quotes (text -> tokens), names, phrases and people (whom it names), cues (who
speaks), statements (what was said), focus (whom "he" means), attribution (all of it, paragraph by
paragraph). english holds the words that they look for.
"""

from index.datatypes import Quotation
from index.speakers.attribution import Attribution
from index.speakers.names import key_word, name_words, names_match
from index.speakers.people import People
from index.speakers.quotes import read_paragraphs

__all__ = ["VERSION", "find_quotations", "key_word", "name_words", "names_match"]

VERSION = 1  # part of an index's fingerprint: raise it when quotations would come out otherwise


def find_quotations(text: str) -> list[Quotation]:
    """Direct, mixed and reported speech in a document, in order, without overlap.

    `speaker` is the fullest form of the name that the text gives, the words that the text uses for
    somebody whom it does not name ("police officials"), or None where it does not say who speaks.
    """
    paragraphs = list(read_paragraphs(text))
    people = People(tokens for paragraph in paragraphs for tokens in paragraph)
    attribution = Attribution(text, people)
    found: list[Quotation] = []
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], []], strict=False):
        found += attribution.attribute(paragraph, following)
    return sorted(found, key=lambda quotation: quotation.start)
