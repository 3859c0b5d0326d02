"""A question after another one -> the question that is meant.

"And what about Trump?" after "What did Peskov say about talks?" is "What did Trump say about
talks?". Looks nothing up; whoever shows an answer to it shows the question too, as it may have
been meant otherwise.
"""

import re
from collections.abc import Callable

from index.question import SpeechQuestion, speech_question

ABOUT = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?),?\s+)?(?:what|how)\s+about\s+(?P<new>.{2,100}?)\W*"
    r"|and\s+(?P<also>(?:\w[\w.'’-]*\s*){1,4}?)\W*",
    re.IGNORECASE,
)
ON = re.compile(r"(?P<name>.+?)\s+(?:on|about)\s+(?P<topic>.+)", re.IGNORECASE)
HE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
NAME_INSIDE = re.compile(r"(?<=\w )[A-Z]\w")


def is_follow_up(text: str) -> bool:
    """Whether a question can only be understood after another one."""
    return bool(ABOUT.fullmatch(text.strip())) or _means_somebody(text)


def understood(text: str, before: str, is_person: Callable[[str], bool]) -> str:
    """The question that is meant by a text after the question `before`; the text itself where it
    is one on its own. `is_person` tells whether somebody of that name is quoted."""
    earlier = speech_question(before)
    if earlier is None or earlier.names_nobody:
        return text
    if about := ABOUT.fullmatch(text.strip()):
        return _about(about["new"] or about["also"].strip(), earlier, is_person) or text
    if not _means_somebody(text):
        return text
    speech = speech_question(text)
    meant = HE if HE.search(text) else re.compile(rf"\b{re.escape(speech.name)}\b", re.IGNORECASE)
    return meant.sub(lambda _: earlier.name, text, count=1)


def _about(new: str, earlier: SpeechQuestion, is_person: Callable[[str], bool]) -> str:
    """The earlier question about somebody else, or on something else."""
    if is_person(new):
        return _asked(new, earlier.topic)
    both = ON.fullmatch(new)
    if both and is_person(both["name"]):
        return _asked(both["name"], both["topic"])
    return _asked(earlier.name, new)


def _asked(name: str, topic: str | None) -> str:
    return f"What did {name} say about {topic}?" if topic else f"What did {name} say?"


def _means_somebody(text: str) -> bool:
    """Whether "he" or "she", or "they" in a question for words, is all that says who is meant."""
    speech = speech_question(text)
    if speech is not None:
        return speech.names_nobody or bool(HE.fullmatch(speech.name))
    return bool(HE.search(text)) and not NAME_INSIDE.search(text)
