"""Sentence after sentence -> who is spoken of, and so whom "he" or "she" stands for.

The rule is recency, then grammatical role: the subject of the nearest sentence with a person that
fits; the order of centering (Grosz, Joshi and Weinstein 1995). Where several fit and none of them
is the subject, nobody is named.
"""

from dataclasses import dataclass

from index.speakers.english import ADJUNCTS, GERMAN_ONLY, POSSESSIVES, PREPOSITIONS
from index.speakers.names import Span, find_names
from index.speakers.people import People
from index.speakers.quotes import Token, Tokens

MEMORY = 4  # sentences back that a pronoun may reach
WINDOW = 60  # tokens back in its own sentence
DATELINE = 12  # tokens: "WASHINGTON, Dec. 8 (UPI) —"
PRONOUNS = frozenset({"he", "she"})


@dataclass(frozen=True, slots=True)
class Mentions:
    """The persons of a sentence: who is its subject or spoke in it, and everybody."""

    leading: frozenset[str]
    persons: list[str]


class Focus:
    """The memory of the last sentences of one document."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._sentences: list[Mentions] = []

    def note(self, tokens: Tokens, speakers: list[str]) -> None:
        """Remember a sentence that was read, and who spoke in it, in order."""
        mentions = self._mentions(tokens, resolve=True)
        known = [name for name in reversed(speakers) if self._people.is_person(name, speaks=True)]
        persons = list(dict.fromkeys(known + mentions.persons))
        if persons:
            leading = mentions.leading.union(known)
            self._sentences = [*self._sentences[1 - MEMORY :], Mentions(leading, persons)]

    def antecedent(self, tokens: Tokens, i: int) -> str | None:
        """Whom the pronoun at i stands for; None for "they" and "it", and where it is not clear."""
        pronoun = tokens[i].lower
        if pronoun not in PRONOUNS:
            return None
        here = self._mentions(tokens[max(0, i - WINDOW) : i], resolve=False)
        for mentions in [here, *reversed(self._sentences)]:
            fitting = [name for name in mentions.persons if self._people.may_be(name, pronoun)]
            if fitting:
                clear = len(fitting) == 1 or fitting[0] in mentions.leading
                return fitting[0] if clear else None
        return None

    def subject(self, tokens: Tokens) -> Span | None:
        """The likely subject of a sentence: the first name or pronoun of its main clause that is
        no possessive, not behind a preposition, and before a verb or an apposition."""
        if any(token.lower in GERMAN_ONLY for token in tokens):
            return None
        start = _main_clause(tokens)
        names = [span for span in find_names(tokens) if self._is_free(tokens, start, *span)]
        before_verb = [
            (a, b)
            for a, b in names
            if a <= start + 1 or b == len(tokens) or _may_be_verb(tokens[b])
        ]
        apposed = [n for n in names if n[1] < len(tokens) and tokens[n[1]].text in ",("]
        places = range(start, len(tokens))
        pronouns = [(i, i + 1) for i in places if tokens[i].lower in PRONOUNS]
        # "At a rally in Nashua, N.H., Peskov laughed": after a fronted phrase commas prove little
        sure = before_verb if start else before_verb + apposed
        return min((sure or apposed) + pronouns, default=None)

    def _mentions(self, tokens: Tokens, resolve: bool) -> Mentions:
        spans = [s for s in find_names(tokens) if self._people.is_name(tokens, *s)]
        names = [self._people.name_at(tokens, *span) for span in spans]
        subject, leader = self.subject(tokens), None
        if subject and tokens[subject[0]].lower not in PRONOUNS:
            leader = self._people.name_at(tokens, *subject)
        elif subject and resolve:
            leader = self.antecedent(tokens, subject[0])
        ordered = dict.fromkeys([leader, *names] if leader else names)
        persons = [name for name in ordered if self._people.is_person(name)]
        return Mentions(frozenset({leader} if leader else ()), persons)

    def _is_free(self, tokens: Tokens, start: int, first: int, end: int) -> bool:
        after_preposition = first > 0 and tokens[first - 1].lower in PREPOSITIONS
        owner = end < len(tokens) and tokens[end].text in POSSESSIVES
        inside = first >= start and not after_preposition and not owner
        return inside and self._people.is_name(tokens, first, end)


def _main_clause(tokens: Tokens) -> int:
    """Where the main clause begins: after a dateline, after "When ...," and "In Paris,"."""
    dash = next((i for i, token in enumerate(tokens[:DATELINE]) if token.text in "–—"), None)
    start = dash + 1 if dash and tokens[0].text.isupper() else 0
    if start < len(tokens) and tokens[start].lower in ADJUNCTS:
        return next((i for i in range(start, len(tokens)) if tokens[i].text == ","), start)
    return start


def _may_be_verb(token: Token) -> bool:
    return token.text.islower() and token.lower not in PREPOSITIONS - {"of"} | {"and", "or"}
