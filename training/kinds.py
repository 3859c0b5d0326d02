"""Where a list comes from."""

from enum import IntEnum


class Kind(IntEnum):
    """Of QAMR or of the articles; changed are those whose answer a change took away."""

    QAMR = 0
    QAMR_CHANGED = 1
    ANSWERED = 2
    UNANSWERED = 3
    CHANGED = 4
