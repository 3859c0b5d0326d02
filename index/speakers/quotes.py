"""Document text -> paragraphs of sentences of Tokens, where all that stands between one pair of
quotation marks is a single token. Does not ask who spoke (speakers.py)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.datatypes import Sentence
from index.split import split_sentences

# Opening mark -> the marks that close it. Editors mix straight and curly ones.
CLOSED_BY = {"“": '”"', "„": "“”", "«": "»", "»": "«", '"': '"”', "''": "''"}
QUOTE_MARKS = "“”„«»\"'‘’"
MARK = re.compile(r"''|[“”„«»\"]")
CLITIC = r"['’](?:s|t|d|m|ll|re|ve)\b"  # "Peskov’s" is the token "Peskov" and the token "’s"
LETTERS = r"[^\W_]+"
ABBREVIATION = r"\b(?:[A-Z]\.)+|\b[A-Z][a-z]{0,3}\.(?=\s)"  # D. U.S. Sen.
WORD = re.compile(rf"{ABBREVIATION}|{CLITIC}|{LETTERS}(?:(?!{CLITIC})[.’'&-]{LETTERS})*|\S")
# A sentence does not end here, whatever follows: ...?" asked Peskov; said Sen. | Ted Cruz
UNFINISHED = re.compile(r"(?:[?!,–—-][”“\"«»']+|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Rev)\.)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark, or a whole quoted stretch: `text[start:end]`."""

    start: int
    end: int
    text: str
    lower: str
    is_quote: bool = False


Tokens = list[Token]  # of one sentence
Paragraph = list[Tokens]


def read_paragraphs(text: str) -> Iterator[Paragraph]:
    """The sentences of each paragraph. One that begins inside quotation marks belongs to the
    sentence around it: all that one pair of marks holds is said by one person."""
    for sentences in _paragraphs(text):
        quoted = find_quoted(text, sentences[0].start, sentences[-1].end)
        whole = _joined(text, sentences, quoted)
        yield list(_tokens(text, whole, quoted))


def find_quoted(text: str, start: int, end: int) -> list[Sentence]:
    """The outermost quoted stretches between two offsets, marks included, in order.

    Marks are matched like brackets, in one pass. One that is never closed runs to the next opening
    mark or to `end`: newspapers leave a quotation open when the next paragraph goes on with it.
    """
    outermost: list[Sentence] = []
    for first, last in sorted(_pairs(text, start, end)):
        if outermost and first < outermost[-1].end:
            continue
        words = text[first:last].rstrip()
        if any(character.isalnum() for character in words):
            outermost.append(Sentence(first, first + len(words)))
    return outermost


def is_title(quote: Token) -> bool:
    """Whether quoted words look like the title of a work: every longer word is a capital one."""
    words = [word.strip(QUOTE_MARKS) for word in quote.text.split()]
    ended = quote.text.rstrip(QUOTE_MARKS)[-1:] in "!?."
    return not ended and all(word[:1].isupper() or len(word) < 4 for word in words)


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each pair of marks, and each unclosed mark with where it stops."""
    opened: list[tuple[str, int]] = []
    openings = []
    for mark in MARK.finditer(text, start, end):
        opens = mark[0] in CLOSED_BY and _stands_before_a_word(text, mark)
        if opened and (mark[0] in CLOSED_BY[opened[-1][0]] or not opens):
            yield opened.pop()[1], mark.end()
        elif opens:
            opened.append((mark[0], mark.start()))
            openings.append(mark.start())
    stop_of = dict(zip(openings, [*openings[1:], end], strict=False))
    for _, position in opened:
        yield position, stop_of[position]


def _stands_before_a_word(text: str, mark: re.Match[str]) -> bool:
    """A mark after a letter or digit, or before a space, opens nothing: 6'2", the dogs''."""
    before = text[max(0, mark.start() - 1) : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return not before.isalnum() and after != "" and not after.isspace()


def _paragraphs(text: str) -> Iterator[list[Sentence]]:
    """Sentences grouped by the line breaks between them."""
    group: list[Sentence] = []
    for sentence in split_sentences(text):
        if group and "\n" in text[group[-1].end : sentence.start]:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _joined(text: str, sentences: list[Sentence], quoted: list[Sentence]) -> list[Sentence]:
    """The sentences of a paragraph without the borders that are inside a quotation, or between a
    quotation and its cue."""
    joined: list[Sentence] = []
    following = iter(quoted)
    quote = next(following, None)
    for sentence in sentences:
        while quote and quote.end <= sentence.start:
            quote = next(following, None)
        inside = quote is not None and quote.start < sentence.start
        if joined and (inside or _goes_on(text, joined[-1], sentence)):
            joined[-1] = Sentence(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined


def _goes_on(text: str, before: Sentence, after: Sentence) -> bool:
    if UNFINISHED.search(text, max(before.start, before.end - 6), before.end):
        return True
    return text[before.end - 1] in "”“\"«»'" and text[after.start].islower()


def _tokens(text: str, sentences: list[Sentence], quoted: list[Sentence]) -> Iterator[Tokens]:
    """The tokens of each sentence; a quotation belongs to the sentence in which it begins."""
    remaining = iter(quoted)
    quote = next(remaining, None)
    for sentence in sentences:
        tokens: Tokens = []
        position = sentence.start
        while quote and quote.start < sentence.end:
            tokens += _words(text, position, quote.start)
            words = text[quote.start : quote.end]
            tokens.append(Token(quote.start, quote.end, words, words.lower(), is_quote=True))
            position = quote.end
            quote = next(remaining, None)
        yield tokens + _words(text, position, sentence.end)


def _words(text: str, start: int, end: int) -> Tokens:
    found = WORD.finditer(text, start, end)
    return [Token(word.start(), word.end(), word[0], word[0].lower()) for word in found]
