"""How wrong the reader is about some lists."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.table import NOTHING, Batch

NOWHERE = -1e4  # the logit of what is not there, and of a token that no span may begin or end at
SPAN, NO_SPAN = 1.0, 0.3  # the weight of a right span, and of [CLS] where nothing answers


@dataclass(frozen=True, slots=True)
class Logits:
    """What a model says of a batch: `answers` (lists, longest), NOWHERE where a list is short;
    `spans` (2, pairs, tokens), NOWHERE outside of passage and [CLS]."""

    answers: Tensor
    spans: Tensor

    @classmethod
    def of(cls, model, batch: Batch) -> "Logits":
        """Run the model."""
        answers, spans = model(batch.ids, batch.mask, batch.types)
        answers, spans = answers.float(), spans.float().permute(2, 0, 1)
        barred = batch.types == 0
        barred[:, 0] = False
        listed = answers[batch.place.clamp(min=0)].masked_fill(batch.place == NOTHING, NOWHERE)
        return cls(listed, spans.masked_fill(barred, NOWHERE))


def loss(said: Logits, batch: Batch) -> Tensor:
    """The mean over lists of three losses: which of the list (Cao et al. 2007, "Learning to
    rank: from pairwise approach to listwise approach"), whether it answers, and where.

    Whether: of the right one and of the wrong one that looks most right, so that a list in which
    nothing answers weighs as much as any other.
    """
    right, scores = batch.right, said.answers
    first = torch.zeros_like(scores, dtype=torch.bool)
    first[:, 0] = right
    total = functional.softplus(scores.masked_fill(first, NOWHERE).max(1).values)
    total = total + right * (functional.softplus(-scores[:, 0]) - scores.log_softmax(1)[:, 0])
    return total.mean() + (_span_loss(said, batch) * _weights(batch)).sum() / len(scores)


def _span_loss(said: Logits, batch: Batch) -> Tensor:
    """(pairs,): cross-entropy of the first and of the last token, their mean."""
    ends = [
        functional.cross_entropy(logits, gold, reduction="none")
        for logits, gold in zip(said.spans, batch.spans.T, strict=True)
    ]
    return (ends[0] + ends[1]) / 2


def _weights(batch: Batch) -> Tensor:
    """(pairs,): those that do not answer share one weight in each list."""
    lengths = (batch.place != NOTHING).sum(1, keepdim=True).expand_as(batch.place)
    shared = NO_SPAN / lengths[batch.place != NOTHING]
    return torch.where(batch.spans[:, 0] > 0, SPAN, shared)
