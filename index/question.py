"""What a question asks for: somebody's words, or anything else. Looks nothing up."""

import re
from dataclasses import dataclass

LISTENER = r"(?:\s+(?:the\s+)?(?!about\b|on\b|of\b|anything\b)[\w'’-]+)?"  # "tell the newspaper"
SAY = rf"(?:say|tell{LISTENER}|comment|reply|respond)"  # asks for words
SAID = rf"(?:said|told{LISTENER}|commented|replied|responded|quoted)"
THINK = r"(?:think|claim|announce|state|argue|write|declare|explain|promise|mention|add|suggest)"
THOUGHT = (
    r"(?:thought|claimed|announced|stated|argued|wrote|written|declared|explained|promised|"
    r"mentioned|added|suggested)"
)
NAME = r"(?P<name>(?:(?!not\b)[\w.'’-]+\s+){0,4}(?!not\b)[\w.'’-]+?)"  # one to five words
TOPIC = r"(?:\s+(?:about|on|of|regarding|concerning|to|that)\s+(?P<topic>.+?))?"
SPEECH = tuple(
    re.compile(rf"(?:and\s+)?{pattern}{TOPIC}\W*", re.IGNORECASE)
    for pattern in (
        rf"what(?:\s+else)?\s+(?:did|does)\s+{NAME}\s+(?:(?P<words>{SAY})|{THINK})",
        rf"what\s+(?:has|had)\s+{NAME}\s+(?:(?P<words>{SAID})|{THOUGHT})",
        rf"(?P<words>what|everything|anything)\s+(?:that\s+)?{NAME}\s+(?:has\s+)?(?:said|told)",
        rf"(?:did|does)\s+{NAME}\s+(?:(?P<words>{SAY})|{THINK})(?:\s+anything)?",
        rf"has\s+{NAME}\s+(?:(?P<words>{SAID})|{THOUGHT})(?:\s+anything)?",
        rf"how\s+did\s+{NAME}\s+(?P<words>comment|react|reply|respond)",
        rf"(?P<words>quotes?|statements?|comments?|words)\s+(?:by|from|of)\s+{NAME}",
    )
)
VAGUE = re.compile(r"(?:the|this|that|these|those|an?|it|they|he|she|we|you|i|people)\b", re.I)


MOST_QUESTIONS = 3  # of one message that are answered
QUESTION = re.compile(r"[^?？؟]*\w[^?？؟]*[?？؟]+")


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


def speech_question(text: str) -> SpeechQuestion | None:
    """The reading of a question as one for somebody's words; None if it asks for another thing."""
    for pattern in SPEECH:
        if found := pattern.fullmatch(" ".join(text.split())):
            name = found["name"].strip(" \"'“”‘’")
            return SpeechQuestion(name, found["topic"], found["words"] is not None)
    return None


def questions_in(text: str) -> list[str]:
    """The questions of a text that holds several, the first few; else the text as it is."""
    found = [question.strip() for question in QUESTION.findall(text)]
    several = [question for question in found if len(question.split()) > 1][:MOST_QUESTIONS]
    return several if len(several) > 1 else [text]
