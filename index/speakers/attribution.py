"""Sentences of a document -> Quotations: its statements, each with its speaker.

Reads the text once, in order. Names nobody without a cue in the text, and leaves the speaker open
where it is in doubt. The cases are those that Elson and McKeown (2010) list for quoted speech: a
name or pronoun beside the verb ("quote-said-person", "anaphora"), a quotation that goes on from
the one before ("added quote"), and quotations without either ("backoff"), which here get nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.datatypes import Quotation, Sentence
from index.speakers.cues import Cue
from index.speakers.english import GERMAN_ARTICLES, PREPOSITIONS, SUBJECT_PRONOUNS, SUBORDINATORS
from index.speakers.focus import Focus
from index.speakers.names import Span, find_names, without_titles
from index.speakers.people import People
from index.speakers.quotes import Paragraph, Tokens, is_title
from index.speakers.statements import find_statements

SCARE_WORDS = 3  # quoted words that only set a term apart: the "so-called" plan


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, and the words that show it."""

    name: str
    cue: Sentence


class Attribution:
    """Who speaks, from paragraph to paragraph of one document."""

    def __init__(self, text: str, people: People) -> None:
        self._text = text
        self._people = people
        self._focus = Focus(people)
        self._last: Speaker | None = None  # of the quotation just before

    def attribute(self, paragraph: Paragraph, following: Paragraph) -> Iterator[Quotation]:
        """The quotations of the next paragraph. A speaker stays in mind over a paragraph, and from
        one that ends in a quotation or a colon to the next."""
        if all(map(_is_all_quoted, paragraph)):
            self._last = self._signature(following) or self._last
        quoted = False
        for tokens in paragraph:
            for quotation in self._sentence(tokens):
                yield quotation
                quoted = True
        if not quoted and paragraph[-1][-1].text != ":":
            self._last = None

    def _sentence(self, tokens: Tokens) -> Iterator[Quotation]:
        speakers: list[Speaker] = []
        taken: set[int] = set()
        for statement in find_statements(tokens):
            speaker = self._speaker_of(tokens, statement.cue, speakers)
            speakers += [speaker] if speaker else []
            for part in statement.parts:
                yield _quotation(tokens, part, speaker)
                taken.update(range(*part))
                if any(token.is_quote for token in tokens[slice(*part)]):
                    self._last = speaker
        rest = [i for i, token in enumerate(tokens) if token.is_quote and i not in taken]
        yield from self._without_cue(tokens, rest)
        if speakers and not any(token.is_quote for token in tokens):
            self._last = speakers[-1] if tokens[-1].text == ":" else None
        self._focus.note(tokens, [speaker.name for speaker in speakers])

    def _without_cue(self, tokens: Tokens, quotes: list[int]) -> Iterator[Quotation]:
        """Quotations that no verb of speech introduces. A sentence that is nothing else goes on
        from the quotation before; what follows a colon is the subject's; else nobody's."""
        speaker = None
        if _is_all_quoted(tokens):
            speaker = self._last
        elif quotes and quotes[0] and tokens[quotes[0] - 1].text == ":":
            speaker = self._subject_of(tokens[: quotes[0]])
        for i in quotes:
            long = len(tokens[i].text.split()) > SCARE_WORDS
            if (long or speaker) and not is_title(tokens[i]):
                yield _quotation(tokens, (i, i + 1), speaker)
                self._last = speaker

    def _signature(self, paragraph: Paragraph) -> Speaker | None:
        """A line that names the speaker of the quotation above it: "- Dmitry Peskov"."""
        tokens = paragraph[0] if paragraph else []
        if len(tokens) < 2 or tokens[0].text not in "-–—―":
            return None
        first, end = next(find_names(tokens), (0, 0))
        if first != 1 or (end < len(tokens) and tokens[end].text not in ",.("):
            return None
        name = self._people.name_at(tokens, first, end)
        return Speaker(name, Sentence(tokens[first].start, tokens[end - 1].end))

    def _speaker_of(self, tokens: Tokens, cue: Cue, earlier: list[Speaker]) -> Speaker | None:
        """Whom a cue names; where it leaves the subject out, the one before in the sentence."""
        shown = Sentence(tokens[cue.first].start, tokens[cue.end - 1].end)
        if cue.subject is not None:
            name = self._name(tokens, cue.subject)
            return Speaker(name, shown) if name else None
        source = None if tokens[0].lower in SUBORDINATORS else next(reversed(earlier), None)
        source = source or self._subject_of(tokens[: cue.first])
        return Speaker(source.name, Sentence(source.cue.start, shown.end)) if source else None

    def _subject_of(self, tokens: Tokens) -> Speaker | None:
        subject = self._focus.subject(tokens)
        name = self._name(tokens, subject) if subject else None
        if subject is None or name is None:
            return None
        return Speaker(name, Sentence(tokens[subject[0]].start, tokens[subject[1] - 1].end))

    def _name(self, tokens: Tokens, span: Span) -> str | None:
        """Whom a noun phrase means: the fullest name of its head, or whom a pronoun stands for;
        for a phrase without a name ("police officials") its own words."""
        if tokens[span[0]].lower in SUBJECT_PRONOUNS:
            return self._focus.antecedent(tokens, span[0])
        phrase = tokens[slice(*span)]
        middle = next((i for i, token in enumerate(phrase) if token.lower == "and"), 0)
        pair = [self._head_name(phrase[:middle]), self._head_name(phrase[middle + 1 :])]
        if middle and all(pair):
            return " and ".join(name for name in pair if name)
        named = self._head_name(phrase) or self._people.in_role(phrase)
        return named or self._text[phrase[0].start : phrase[-1].end]

    def _head_name(self, phrase: Tokens) -> str | None:
        """The name that a noun phrase is about: in "Kremlin spokesman Dmitry Peskov" the last, in
        "Senator Sanders of Vermont" the one before "of", in "a spokesman for Trump" none."""
        names = list(find_names(phrase))
        inside = {i for span in names for i in range(*span)}
        links = (i for i in range(1, len(phrase)) if phrase[i].lower in PREPOSITIONS)
        end = next((i for i in links if i not in inside), len(phrase))
        head = next((span for span in names if span[1] == end), (0, 0))
        if phrase and phrase[0].lower in GERMAN_ARTICLES and head[1] - head[0] == 1:
            return None  # in German every noun is a capital one: "der Sprecher"
        proper = without_titles([token.text for token in phrase[slice(*head)]])
        return self._people.fullest(proper) if proper else None


def _is_all_quoted(tokens: Tokens) -> bool:
    return not any(token.text[0].isalnum() for token in tokens if not token.is_quote)


def _quotation(tokens: Tokens, part: Span, speaker: Speaker | None) -> Quotation:
    start, end = tokens[part[0]].start, tokens[part[1] - 1].end
    if speaker is None:
        return Quotation(start, end, None, None)
    return Quotation(start, end, speaker.name, speaker.cue)
