"""Questions -> groups of similar ones, the largest first. By their words alone; reads nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.words import query_terms

SIMILAR = 0.5  # shared words of two questions, of all words of both (Jaccard)


@dataclass(slots=True)
class Group:
    """`text` is the wording that came first; `words` are its terms without stop words."""

    text: str
    words: frozenset[str]
    count: int = 1


def grouped(texts: Iterable[str]) -> list[Group]:
    """Each text joins the most similar group, if one is similar enough, or begins one. Among
    groups of one size the order is that of the texts."""
    groups: list[Group] = []
    for text in texts:
        words = frozenset(query_terms(text))
        best = max(groups, key=lambda group: _similarity(group.words, words), default=None)
        if best and _similarity(best.words, words) >= SIMILAR:
            best.count += 1
        else:
            groups.append(Group(text, words))
    return sorted(groups, key=lambda group: -group.count)


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
