"""Document text -> Sentences. Does not clean text (articles.py) or embed it (encoder.py)."""

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from index.datatypes import Sentence

MAX_CHARS = 1_000  # of a sentence; longer ones are lists, tables or hostile
MAX_BLOCK = 5_000  # given to sentencex at once; its time grows with the square of it
VERSION = 1  # part of an index's fingerprint: raise it when sentences would come out otherwise

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"[.!?…。！？؟।:;,]['\"”’»)\]]*$")
QUOTED = re.compile(r"[“«\"]([^“”«»\"]+)")  # to the closing mark, or the end of the block
TITLE = re.compile(r"\bMs\.\s*$")
BYLINE = re.compile(r"(?:by\s+\S.*|reporting by\b.*|.*\S\s*:)", re.IGNORECASE)


def split_sentences(text: str, language: str = "en") -> list[Sentence]:
    """Every sentence of `text`, in order, without the white space around it.

    A line break ends a sentence, unless the paragraph is hard-wrapped. Within a line the
    boundaries are those of sentencex, which knows the abbreviations of about 300 languages
    (https://github.com/wikimedia/sentencex) and splits where the space after a full stop is
    missing.
    """
    return [
        Sentence(start + cut + offset, start + cut + offset + len(part))
        for start, block in _blocks(text)
        for cut, piece in _pieces(block)
        for offset, part in _boundaries(piece, language)
    ]


def citable(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences that can answer something: no bylines, no headings.

    All of them where nothing else is there, so that no article comes out empty.
    """
    return [s for s in sentences if not _is_label(text[s.start : s.end])] or sentences


def paragraph_number(text: str, offset: int) -> int:
    """Which paragraph `text[offset]` lies in, from 1; a text without blank lines has one a line."""
    ends = "\n\n" if "\n\n" in text else "\n"
    return 1 + text[:offset].count(ends)


def _is_label(sentence: str) -> bool:
    """A byline or a heading: short, no figure in it, and no end of a sentence behind it."""
    if len(sentence.split()) > 8 or any(character.isdigit() for character in sentence):
        return False
    return not SENTENCE_END.search(sentence) or bool(BYLINE.fullmatch(sentence))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """(offset, text) of each stretch that no sentence may leave: a paragraph or a line of it."""
    for paragraph in PARAGRAPH.finditer(text):
        if _is_hard_wrapped(paragraph.group()):
            yield paragraph.start(), paragraph.group().replace("\n", " ")
        else:
            for line in LINE.finditer(paragraph.group()):
                yield paragraph.start() + line.start(), line.group()


def _is_hard_wrapped(paragraph: str) -> bool:
    """Lines broken at a fixed width: all but the last are about as long, few end a sentence."""
    *lines, _ = paragraph.split("\n")
    if not lines or max(map(len, lines)) > 100 or min(map(len, lines)) < 30:
        return False
    ended = sum(bool(SENTENCE_END.search(line.rstrip())) for line in lines)
    return ended <= len(lines) / 2 and min(map(len, lines)) > 0.5 * max(map(len, lines))


def _pieces(block: str) -> Iterator[tuple[int, str]]:
    """(offset, text) of the parts of a block, cut behind a full stop, or else a blank."""
    start = 0
    while len(block) - start > MAX_BLOCK:
        end = start + MAX_BLOCK
        stop = block.rfind(". ", start, end) + 1 or block.rfind(" ", start, end) or end
        stop = stop if stop > start else end
        yield start, block[start:stop]
        start = stop
    yield start, block[start:]


def _boundaries(block: str, language: str) -> Iterator[tuple[int, str]]:
    """(offset, sentence) pairs of one block, none longer than MAX_CHARS."""
    starts = sorted({0, *_starts(block, language), *_starts_in_quotations(block, language)})
    for start, end in pairwise([*starts, len(block)]):
        for cut in range(start, end, MAX_CHARS):
            part = block[cut : min(cut + MAX_CHARS, end)]
            if sentence := part.strip():
                yield cut + len(part) - len(part.lstrip()), sentence


def _starts_in_quotations(block: str, language: str) -> Iterator[int]:
    """sentencex takes a quotation for one sentence; inside of it we ask again."""
    for quotation in QUOTED.finditer(block):
        for start in _starts(quotation[1], language):
            if start:
                yield quotation.start(1) + start


def _starts(text: str, language: str) -> list[int]:
    """Where sentencex begins a sentence, but not behind a title: it does not know "Ms."."""
    starts = [b["start_index"] for b in sentencex.get_sentence_boundaries(language, text)]
    return [start for start in starts if not TITLE.search(text, 0, start)]
