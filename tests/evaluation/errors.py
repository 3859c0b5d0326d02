"""What went worst -> errors.md: what was shown instead, and at which step it was lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SHOWN = 30
GROUPS = {
    "lower": "The right sentence was found, but another stood first",
    "lost": "The right sentence was not among the first ten",
    "refused": "The right sentence stood first, but was held for no answer",
    "invented": "Nothing answers it, yet something was shown",
}


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that went wrong; `group` is a key of GROUPS, `right` empty if nothing answers."""

    group: str
    question: str
    place: str
    confidence: float
    shown: str
    right: str


def write_errors(misses: Sequence[Miss], path: Path) -> None:
    """The worst misses of each group: wrong ones of the most confidence, refused ones of least."""
    each = -(-SHOWN // len(GROUPS))
    lines = ["# The worst misses", ""]
    for group, title in GROUPS.items():
        found = [*{m.question: m for m in misses if m.group == group}.values()]
        found.sort(key=lambda miss: miss.confidence, reverse=group != "refused")
        lines += [f"## {title} ({len(found)})", ""]
        lines += [line for miss in found[:each] for line in _described(miss)]
    path.write_text("\n".join(lines), encoding="utf-8")


def _described(miss: Miss) -> list[str]:
    return [
        f"- **{miss.question}** ({miss.place}, confidence {miss.confidence:.2f})",
        f"  - shown: {miss.shown or 'nothing'}",
        *([f"  - right: {miss.right}"] if miss.right else []),
        "",
    ]
