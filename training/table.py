"""pairs.npz -> batches of pairs of token ids, all put together on the device that learns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.kinds import Kind

CLS, SEP = 101, 102  # of BERT's vocabulary
MAX_TOKENS = 112  # as index/reader_input.py has it
NOTHING = -1  # instead of a pair, where a list is short


@dataclass(frozen=True, slots=True)
class Batch:
    """Some lists, each as `right` or none, and their pairs in the order of `place`.

    `place` is (lists, longest), the row of each pair or NOTHING; `ids`, `mask` and `types` are
    (pairs, tokens). `spans` is (pairs, 2): the tokens of the answer, [CLS] twice if there is none.
    """

    place: Tensor
    right: Tensor
    ids: Tensor
    mask: Tensor
    types: Tensor
    spans: Tensor


class Table:
    """Every list, as training/pairs.py wrote them."""

    def __init__(self, path: Path, device: torch.device) -> None:
        arrays = np.load(path)
        self.kinds, self._spans = arrays["kinds"], arrays["spans"]
        self._of_kind = {kind: np.flatnonzero(self.kinds == kind) for kind in Kind}
        self._pairs = arrays["pairs"]
        self._ends = np.cumsum(arrays["lengths"])
        self._begins = self._ends - arrays["lengths"]
        self.device = device
        self._questions, self._passages = (
            _padded(arrays[f"{name}_ids"], arrays[f"{name}_lengths"], device)
            for name in ("question", "passage")
        )
        self._lengths = [
            torch.tensor(arrays[f"{name}_lengths"], device=device).long()
            for name in ("question", "passage")
        ]

    def choose(
        self, many: int, shares: Mapping[Kind, float], chance: np.random.Generator
    ) -> np.ndarray:
        """So many lists, of each kind as many as its share says, by chance."""
        kinds = chance.choice(list(shares), many, p=list(shares.values()))
        return np.array([chance.choice(self._of_kind[kind]) for kind in kinds])

    def batch(
        self, chosen: Sequence[int], longest: Mapping[Kind, int], chance: np.random.Generator
    ) -> Batch:
        """Those lists, each with its first pair and others by chance, at most as many as `longest`
        grants its kind."""
        lists = [self._drawn(row, longest[Kind(self.kinds[row])], chance) for row in chosen]
        place = torch.full((len(lists), max(longest.values())), NOTHING)
        at = 0
        for row, pairs in enumerate(lists):
            place[row, : len(pairs)] = torch.arange(at, at + len(pairs))
            at += len(pairs)
        spans = np.full((at, 2), NOTHING)
        spans[place[:, 0].numpy()] = self._spans[list(chosen)]
        return self._assembled(place, self._pairs[np.concatenate(lists)], spans)

    def _drawn(self, row: int, longest: int, chance: np.random.Generator) -> np.ndarray:
        begin, end = self._begins[row], self._ends[row]
        beside = min(longest, end - begin) - 1
        others = chance.choice(np.arange(begin + 1, end), beside, replace=False)
        return np.append(begin, others)

    def _assembled(self, place: Tensor, pairs: np.ndarray, spans: np.ndarray) -> Batch:
        """[CLS] question [SEP] passage [SEP]; of the longer one what is too long is cut."""
        question, passage = torch.tensor(pairs, device=self.device).long().T
        asked, read = self._lengths[0][question], self._lengths[1][passage]
        asked, read = _cut(asked, read)
        at = torch.arange(int((asked + read).max()) + 3, device=self.device)[None]
        first, last = asked[:, None] + 1, (asked + read)[:, None] + 2
        ids = self._questions[question[:, None], (at - 1).clamp(0, MAX_TOKENS - 1)]
        inside = self._passages[passage[:, None], (at - first - 1).clamp(0, MAX_TOKENS - 1)]
        ids = torch.where(at > first, inside, ids)
        ids = ids.masked_fill((at == first) | (at == last), SEP).masked_fill(at == 0, CLS)
        mask = (at <= last).long()
        types = ((at > first) & (at <= last)).long()
        answer = torch.tensor(spans, device=self.device).long()
        there = (answer[:, :1] >= 0) & (answer[:, :1] < read[:, None])
        answer = torch.minimum(answer, read[:, None] - 1) + first + 1
        right = torch.tensor(spans[place[:, 0].numpy(), 0] != NOTHING, device=self.device)
        return Batch(
            place.to(self.device), right, ids * mask, mask, types, answer.masked_fill(~there, 0)
        )


def _padded(ids: np.ndarray, lengths: np.ndarray, device: torch.device) -> Tensor:
    """(texts, MAX_TOKENS); tokens in a row, split."""
    table = np.zeros((len(lengths), MAX_TOKENS), np.int64)
    inside = np.arange(lengths.max())[None] < lengths[:, None]
    rows, columns = np.nonzero(inside)
    keep = columns < MAX_TOKENS
    table[rows[keep], columns[keep]] = ids[keep]
    return torch.tensor(table, device=device)


def _cut(asked: Tensor, read: Tensor) -> tuple[Tensor, Tensor]:
    """As the tokenizer does it at runtime: from the longer of both, token by token."""
    room = MAX_TOKENS - 3
    over = (asked + read - room).clamp(min=0)
    from_longer = torch.minimum(over, (asked - read).abs())
    half = over - from_longer
    longer = asked > read
    asked = asked - torch.where(longer, from_longer + half // 2, (half + 1) // 2)
    read = read - torch.where(longer, (half + 1) // 2, from_longer + half // 2)
    return asked, read
