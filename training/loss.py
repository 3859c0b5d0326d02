"""How wrong the reader is about some lists."""

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.lists import List
from training.model import NOWHERE, ReaderModel, encode, logits, span_target

BATCH = 10  # readings that go through the model together
SPAN, NO_SPAN = 0.5, 0.3  # the weight of a right span, and of [CLS] where nothing answers


def loss(model: ReaderModel, tokenizer: Tokenizer, lists: Sequence[List]) -> Tensor:
    """The mean over lists of three losses: which of the list (Cao et al. 2007, "Learning to
    rank: from pairwise approach to listwise approach"), whether it answers, and where."""
    readings = [reading for each in lists for reading in each.readings]
    encodings = encode(tokenizer, readings)
    answers, spans = logits(model, encodings, BATCH)
    total, at = torch.zeros(()), 0
    for each in lists:
        n = len(each.readings)
        total = total + _list_loss(answers[at : at + n], each.right)
        for i in range(at, at + n):
            gold = each.span if each.right and i == at else None
            weight = SPAN if gold else NO_SPAN / n
            total = total + weight * _span_loss(spans[i], encodings[i], gold)
        at += n
    return total / len(lists)


def _list_loss(scores: Tensor, right: bool) -> Tensor:
    """Of a list whose first may be right; binary are the right one and the wrong one that looks
    most right, so that a list in which nothing answers weighs as much as any other."""
    wrong = scores[1:] if right else scores
    total = functional.softplus(wrong.max()) if len(wrong) else torch.zeros(())
    if right:
        total = total + functional.softplus(-scores[0])
        total = total + functional.cross_entropy(scores[None], torch.tensor([0]))
    return total


def _span_loss(span: Tensor, encoding, gold: tuple[int, int] | None) -> Tensor:
    """Cross-entropy of the first and of the last token, over the passage's tokens and [CLS]."""
    barred = torch.tensor([part != 1 for part in encoding.sequence_ids])
    barred[0] = False
    target = torch.tensor(span_target(encoding, gold) if gold else (0, 0))
    return functional.cross_entropy(span.masked_fill(barred[:, None], NOWHERE).T, target)
