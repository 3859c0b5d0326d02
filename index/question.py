"""What a question asks for: somebody's words, or anything else. Looks nothing up."""

import re
from dataclasses import dataclass

SAY = (
    r"(?:say|says|said|saying|tell|told|state|stated|claim|claimed|announce|announced|comment|"
    r"commented|reply|replied|respond|responded|think|thinks|write|wrote|declare|declared|"
    r"explain|explained|argue|argued|add|added|mention|mentioned|promise|promised)"
)
TOPIC = r"(?:\s+(?:about|on|of|regarding|concerning|to|that)\s+(?P<topic>.+?))?"
NAME = r"(?P<name>.+?)"
SPEECH = tuple(
    re.compile(rf"{pattern}\W*", re.IGNORECASE)
    for pattern in (
        rf"(?:and\s+)?what(?:\s+else)?\s+(?:did|does|has|had|was|is)\s+{NAME}\s+{SAY}{TOPIC}",
        rf"(?:what|everything|anything)\s+(?:that\s+)?{NAME}\s+(?:has\s+)?{SAY}{TOPIC}",
        rf"(?:did|has|does)\s+{NAME}\s+{SAY}(?:\s+anything)?{TOPIC}",
        rf"how\s+did\s+{NAME}\s+(?:comment|react|reply|respond){TOPIC}",
        rf"(?:quotes?|statements?|comments?|words)\s+(?:by|from|of)\s+{NAME}{TOPIC}",
    )
)
VAGUE = re.compile(r"(?:the|this|that|these|those|an?|it|they|he|she|we|you|i|people)\b", re.I)


@dataclass(frozen=True, slots=True)
class SpeechQuestion:
    """A question for what `name` is quoted with, on `topic` if one is given."""

    name: str
    topic: str | None

    @property
    def is_named(self) -> bool:
        """Whether `name` is somebody in particular, not "the report" or "they"."""
        return not VAGUE.match(self.name)


def speech_question(text: str) -> SpeechQuestion | None:
    """The reading of a question as one for somebody's words; None if it asks for another thing."""
    for pattern in SPEECH:
        if found := pattern.fullmatch(" ".join(text.split())):
            return SpeechQuestion(found["name"].strip(" \"'“”‘’"), found["topic"])
    return None
