"""What a question asks for: somebody's words, or anything else. Looks nothing up."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.words import STOP_WORDS, TOKEN

LISTENER = r"(?:\s+(?:the\s+)?(?!about\b|on\b|of\b|anything\b)[\w'’-]+)?"  # "tell the newspaper"
SAY = rf"(?:say|tell{LISTENER}|comment|reply|respond)"  # asks for words
SAID = rf"(?:said|told{LISTENER}|commented|replied|responded|quoted)"
THINK = r"(?:think|claim|announce|state|argue|write|declare|explain|promise|mention|add|suggest)"
THOUGHT = (
    r"(?:thought|claimed|announced|stated|argued|wrote|written|declared|explained|promised|"
    r"mentioned|added|suggested)"
)
NAME = r"(?P<name>(?:(?!not\b)[\w.'’-]+\s+){0,4}(?!not\b)[\w.'’-]+?)"  # one to five words
AND = r"(?:\s*,(?:\s*and\b)?\s*|\s*&\s*|\s+and\s+)"
PART = r"(?!(?:and|not|has|have|had)\b)[\w.'’-]+"  # of a name among several
PERSON = rf"(?:{PART}\s+){{0,3}}{PART}?"
NAMES = rf"(?P<name>{PERSON}(?:{AND}{PERSON}){{1,5}})"
TOPIC = r"(?:\s+(?:about|on|of|regarding|concerning|to|that)\s+(?P<topic>.+?))?"


def _speech(name: str, do: str = "did|does", have: str = "has") -> tuple[re.Pattern[str], ...]:
    """Questions for somebody's words, with a pattern for the name."""
    patterns = (
        rf"what(?:\s+else)?\s+(?:{do})\s+{name}\s+(?:(?P<words>{SAY})|{THINK})",
        rf"what\s+(?:{have}|had)\s+{name}\s+(?:(?P<words>{SAID})|{THOUGHT})",
        rf"(?P<words>what|everything|anything)\s+(?:that\s+)?{name}\s+(?:(?:{have})\s+)?"
        rf"(?:said|told)",
        rf"(?:{do})\s+{name}\s+(?:(?P<words>{SAY})|{THINK})(?:\s+anything)?",
        rf"(?:{have})\s+{name}\s+(?:(?P<words>{SAID})|{THOUGHT})(?:\s+anything)?",
        rf"how\s+did\s+{name}\s+(?P<words>comment|react|reply|respond)",
        rf"(?P<words>quotes?|statements?|comments?|words)\s+(?:by|from|of)\s+{name}",
    )
    return tuple(
        re.compile(rf"(?:and\s+)?{pattern}{TOPIC}\W*", re.IGNORECASE) for pattern in patterns
    )


SPEECH = _speech(NAME)
SPEECH_OF_SEVERAL = _speech(NAMES, "did|does|do", "has|have")
DO_THEY, HAVE_THEY = (re.compile(rf"\b{verb} $", re.IGNORECASE) for verb in ("do", "have"))
THEY_HAVE = re.compile(r"^ have\b", re.IGNORECASE)
WHO_SAID = re.compile(
    r"\W*(?:and\s+)?who\s+(?:else\s+|has\s+|had\s+)?(?:said|says|told|tells)\b", re.IGNORECASE
)
ONE = re.compile(r"he|she|him|her", re.IGNORECASE)
PRONOUN = re.compile(r"he|she|it|they|him|her|them|we|you|i", re.IGNORECASE)
VAGUE = re.compile(r"(?:the|this|that|these|those|an?|it|they|he|she|we|you|i|people)\b", re.I)

WORD = re.compile(r"\w+")
QUESTION_END = re.compile(r"(?<=[?？؟])(?![?？؟])")
NEWEST = r"(?:latest|newest|most\s+recent|last)"
UTTERED = r"(?:quotes?|quotations?|statements?|comments?|remarks?|words)\b"
NEWEST_FIRST = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"[,;(]?\s?\b{NEWEST}\s+(?:ones?\s+)?first\b\)?",
        rf"(?:what(?:['’]s|\s+(?:is|was|are|were))\s+)?\bthe\s+{NEWEST}\s+(?={UTTERED})",
        rf"(?:['’]s|\b(?:is|was|are|were))\s+the\s+{NEWEST}\s+things?\s+(?:that\s+)?",
        rf"\b(?:the\s+)?(?!last){NEWEST}(?:\s+(?:news|updates?|developments?))?"
        r"(?=\s*(?:$|[?!.]|(?:on|about|from|regarding)\b))",
        rf"^\W*(?!last){NEWEST}\s+(?={UTTERED})",
        r"\b(?:most\s+recently|recently|lately|what(?:['’]s|\s+is)\s+new|any\s+news)\b",
    )
)
ANYTHING = "What happened?"
OPEN = frozenset(  # words of questions like it
    """anything article articles else event events everything going happen happened happening
    happens important new news reported something stories story thing things""".split()
)


@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """A question for what `name` is quoted with, on `topic` if one is given.

    `asks_for_words` tells "What did X say?" from "What did X promise?", which other sentences
    than quotations may answer too.
    """

    name: str
    topic: str | None
    asks_for_words: bool = True

    @property
    def is_strict(self) -> bool:
        """Whether only words of somebody in particular are an answer, not those of "they"."""
        return self.asks_for_words and not VAGUE.match(self.name)

    @property
    def is_of_anybody(self) -> bool:
        """Whether only a pronoun tells whose words are asked for."""
        return PRONOUN.fullmatch(self.name) is not None

    @property
    def names_nobody(self) -> bool:
        """Whether nothing tells whose words are asked for: "he" never does, "they" on no topic."""
        one = bool(ONE.fullmatch(self.name))
        return self.asks_for_words and self.is_of_anybody and (one or not self.topic)


def speech_question(text: str) -> SpeechQuestion | None:
    """The reading of a question as one for somebody's words; None if it asks for another thing."""
    for pattern in SPEECH:
        if found := pattern.fullmatch(" ".join(text.split())):
            name = found["name"].strip(" \"'“”‘’")
            return SpeechQuestion(name, found["topic"], found["words"] is not None)
    return None


def for_each_person(text: str, is_quoted: Callable[[str], bool]) -> list[str]:
    """A question for the words of several people -> one for each of them; any other as it is.

    `is_quoted` tells whether somebody of that name is quoted: "the mayor and the council" may be
    two, but what is no name with a capital and quoted nowhere stays as it is.
    """
    tidied = " ".join(text.split())
    found = next((m for p in SPEECH_OF_SEVERAL if (m := p.fullmatch(tidied))), None)
    names = re.split(AND, found["name"]) if found else []
    if not names or not all(name[0].isupper() or is_quoted(name) for name in names):
        return [text]
    before, after = tidied[: found.start("name")], tidied[found.end("name") :]
    before = DO_THEY.sub("does ", HAVE_THEY.sub("has ", before))
    after = THEY_HAVE.sub(" has", after)
    return [f"{before}{name}{after}" for name in names]


def asks_who_said(text: str) -> bool:
    """Whether a question gives the words, and asks for the one who said them."""
    return WHO_SAID.match(text) is not None


def questions_in(text: str) -> list[str]:
    """The questions of a text that holds several; else the text as it is."""
    *found, rest = [part.strip() for part in QUESTION_END.split(text)]
    found += [rest] if rest.endswith(("?", "？", "؟")) else []
    several = [part for part in found if len(WORD.findall(part)) > 1]
    return several if len(several) > 1 else [text]


def asks_for_anything(text: str) -> bool:
    """Whether a question has no topic: what happened, what is new."""
    return all(token in STOP_WORDS | OPEN for token in TOKEN.findall(text.casefold()))


def without_newest(text: str) -> str:
    """The text without the words that ask for the newest first; as it is where it does not.

    "The newest bridge" asks for a bridge, and "the last match" for a match.
    """
    rest = text
    for pattern in NEWEST_FIRST:
        rest = pattern.sub(" ", rest)
    return tidy(rest) if rest != text else text


def tidy(text: str) -> str:
    """What is left of a question: single blanks, none before a mark, no mark at the beginning."""
    return re.sub(r"\s+([?!.,;:])", r"\1", " ".join(text.split())).lstrip(" ,;:")
