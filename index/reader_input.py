"""A question and a sentence -> the text that the reader reads. Training and runtime share it."""

import re
from dataclasses import dataclass

MAX_TOKENS = 112  # of question and passage together; what is beyond it is not read
MAX_QUESTION, MAX_TITLE, MAX_PREVIOUS = 300, 60, 160  # characters
POINTS_BACK = re.compile(
    r"\b(?:he|him|his|she|her|hers|it|its|they|them|their|this|these|those|such|former|latter)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read together; the sentence is `passage[offset:offset + length]`."""

    question: str
    passage: str
    offset: int
    length: int

    def holds(self, span: tuple[int, int]) -> bool:
        """Whether a span of the passage lies in the sentence."""
        return self.offset <= span[0] and span[1] <= self.offset + self.length


def make_reading(question: str, title: str, sentence: str, previous: str) -> Reading:
    """The passage is "title : sentence | previous": topic, answer, and whom "he" may mean.

    The previous one is read only where the sentence points back, for time is short.
    """
    head = f"{title[:MAX_TITLE]} : "
    passage = head + sentence
    if previous and POINTS_BACK.search(sentence):
        passage += f" | {previous[:MAX_PREVIOUS]}"
    return Reading(question[:MAX_QUESTION], passage, len(head), len(sentence))
