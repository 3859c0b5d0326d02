"""The reader: BERT over question and passage, one output for a pair, two for each token."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from index.encoder import bundled_model

TOGETHER = 12  # pairs of like length that are put in one rectangle
BARRED = -1e4  # the logit of attention to what is behind the end of a pair


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of like length, (pairs, longest), and where their tokens begin among all."""

    pairs: Tensor
    longest: int
    begin: int

    @property
    def tokens(self) -> slice:
        """Theirs, among all."""
        return slice(self.begin, self.begin + len(self.pairs) * self.longest)

    def of(self, x: Tensor) -> Tensor:
        """Theirs of (tokens, size), as (pairs, longest, size)."""
        return x[self.tokens].view(len(self.pairs), self.longest, -1)


class ReaderModel(nn.Module):
    """A cross-encoder (Nogueira and Cho 2019, "Passage re-ranking with BERT") that also marks the
    answer, or [CLS] where there is none (Devlin et al. 2019, "BERT", section 4.3).

    Its layers are those of BertModel, run by hand: pairs of like length lie beside each other, for
    half of a batch would be padding, and attention is written out, for PyTorch's own takes most of
    the time of a step on a CPU. Together that makes a step three times as fast.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(bundled_model(), add_pooling_layer=False)
        size = self.bert.config.hidden_size
        self.answers = nn.Linear(2 * size, 1)
        self.span = nn.Linear(size, 2)
        self.bert.embeddings.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (pairs,) of "this answers", and (pairs, tokens, 2) of its first and last token."""
        groups = grouped(mask)
        x = self._embedded(groups, ids, types)
        for layer in self.bert.encoder.layer:
            x = self._transformed(layer, x, groups, mask)
        answers, spans = zip(*(self._read(group, x, mask) for group in groups), strict=True)
        back = torch.cat([group.pairs for group in groups]).argsort()
        return torch.cat(answers)[back], torch.cat(spans)[back]

    def _embedded(self, groups: Sequence[Group], ids: Tensor, types: Tensor) -> Tensor:
        parts = self.bert.embeddings
        rows = [
            parts.word_embeddings(ids[group.pairs, : group.longest])
            + parts.position_embeddings.weight[: group.longest]
            + parts.token_type_embeddings(types[group.pairs, : group.longest])
            for group in groups
        ]
        return parts.dropout(parts.LayerNorm(torch.cat([row.flatten(0, 1) for row in rows])))

    def _transformed(self, layer, x: Tensor, groups: Sequence[Group], mask: Tensor) -> Tensor:
        """One transformer layer."""
        attention = layer.attention
        parts = [getattr(attention.self, part)(x) for part in ("query", "key", "value")]
        seen = [self._attended(attention.self, group, parts, mask) for group in groups]
        x = attention.output(torch.cat(seen), x)
        return layer.output(layer.intermediate(x), x)

    def _attended(self, attention, group: Group, parts: Sequence[Tensor], mask: Tensor) -> Tensor:
        """Scaled dot-product attention (Vaswani et al. 2017, "Attention is all you need")."""
        heads = self.bert.config.num_attention_heads
        query, key, value = (
            group.of(part).unflatten(2, (heads, -1)).transpose(1, 2) for part in parts
        )
        scores = query @ key.transpose(2, 3) * query.shape[-1] ** -0.5
        barred = mask[group.pairs, None, None, : group.longest] == 0
        weights = attention.dropout(scores.masked_fill(barred, BARRED).softmax(-1))
        return (weights @ value).transpose(1, 2).flatten(2).flatten(0, 1)

    def _read(self, group: Group, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = group.of(x)
        weights = mask[group.pairs, : group.longest, None].to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        answers = self.answers(torch.cat([hidden[:, 0], mean], dim=1)).squeeze(-1)
        missing = mask.shape[1] - group.longest
        return answers, functional.pad(self.span(hidden), (0, 0, 0, missing))


def grouped(mask: Tensor) -> list[Group]:
    """All pairs, the short ones first."""
    groups, begin, lengths = [], 0, mask.sum(1)
    for pairs in lengths.argsort().split(TOGETHER):
        groups.append(Group(pairs, int(lengths[pairs].max()), begin))
        begin = groups[-1].tokens.stop
    return groups


def open_tokenizer() -> Tokenizer:
    """The encoder's own, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
