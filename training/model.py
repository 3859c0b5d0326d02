"""The reader: BERT over question and passage, one output for a pair, two for each token."""

from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from index.encoder import bundled_model
from index.reader_input import MAX_TOKENS, Reading
from training.lists import List

NOWHERE = -1e4  # the logit of a token that no span may begin or end at


class ReaderModel(nn.Module):
    """A cross-encoder (Nogueira and Cho 2019, "Passage re-ranking with BERT") that also marks the
    answer, or [CLS] where there is none (Devlin et al. 2019, "BERT", section 4.3)."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(bundled_model(), add_pooling_layer=False)
        size = self.bert.config.hidden_size
        self.answers = nn.Linear(2 * size, 1)
        self.span = nn.Linear(size, 2)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (pairs,) of "this answers", and (pairs, tokens, 2) of its first and last token."""
        hidden = self.bert(ids, mask, types).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        whole = torch.cat([hidden[:, 0], mean], dim=1)
        return self.answers(whole).squeeze(-1), self.span(hidden)

    def freeze(self, layers: int) -> None:
        """Train neither the embeddings nor the first layers: that saves a third of the time."""
        for part in (self.bert.embeddings, *self.bert.encoder.layer[:layers]):
            part.requires_grad_(False)


def open_tokenizer() -> Tokenizer:
    """The encoder's own, cutting pairs at MAX_TOKENS and not padding."""
    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer


def encode(tokenizer: Tokenizer, readings: Sequence[Reading]) -> list:
    """Tokens of each reading."""
    return tokenizer.encode_batch([(r.question, r.passage) for r in readings])


def logits(model: ReaderModel, encodings: Sequence, batch: int) -> tuple[Tensor, list[Tensor]]:
    """Of readings in the order given; read in batches of about equal length, to pad little."""
    order = sorted(range(len(encodings)), key=lambda i: len(encodings[i]))
    answers: list = [None] * len(encodings)
    spans: list = [None] * len(encodings)
    for begin in range(0, len(order), batch):
        chosen = order[begin : begin + batch]
        tensors = _padded([encodings[i] for i in chosen])
        for i, answer, span in zip(chosen, *model(*tensors), strict=True):
            answers[i], spans[i] = answer, span[: len(encodings[i])]
    return torch.stack(answers), spans


def allowed(encoding, reading: Reading, length: int) -> Tensor:
    """Which tokens a span may begin or end at: those of the sentence, or [CLS]."""
    end = reading.offset + length
    inside = [
        part == 1 and reading.offset <= left < right <= end
        for part, (left, right) in zip(encoding.sequence_ids, encoding.offsets, strict=True)
    ]
    inside[0] = True
    return torch.tensor(inside)


def span_target(encoding, span: tuple[int, int]) -> tuple[int, int]:
    """The first and the last token of a span of the passage; [CLS] twice if it was cut off."""
    touched = [
        i
        for i, (part, (left, right)) in enumerate(
            zip(encoding.sequence_ids, encoding.offsets, strict=True)
        )
        if part == 1 and left < span[1] and right > span[0]
    ]
    return (touched[0], touched[-1]) if touched else (0, 0)


def _padded(encodings: Sequence) -> tuple[Tensor, Tensor, Tensor]:
    width = max(len(encoding) for encoding in encodings)
    ids = torch.zeros(len(encodings), width, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, encoding in enumerate(encodings):
        n = len(encoding)
        ids[row, :n] = torch.tensor(encoding.ids)
        mask[row, :n] = 1
        types[row, :n] = torch.tensor(encoding.type_ids)
    return ids, mask, types


__all__ = ["List", "ReaderModel", "allowed", "encode", "logits", "open_tokenizer", "span_target"]
