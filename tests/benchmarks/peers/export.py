"""The bundled model -> the files that Chroma's default embedding function downloads otherwise."""

import shutil
from pathlib import Path

FILES = ("config.json", "special_tokens_map.json", "tokenizer_config.json", "tokenizer.json",
         "vocab.txt")  # fmt: skip
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
LENGTH = 256  # tokens, to which Chroma pads every text


def export(model: Path, folder: Path) -> Path:
    """Write `folder`/onnx, unless it is there, and return `folder`."""
    made = folder / "onnx"
    if not (made / "model.onnx").exists():
        made.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copy(model / name, made)
        _write_graph(model, made / "model.onnx")
    return folder


def _write_graph(model: Path, path: Path) -> None:
    """Token ids -> the last hidden state; Chroma pools and normalises by itself."""
    import torch
    from transformers import AutoModel

    class LastHiddenState(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = AutoModel.from_pretrained(model, attn_implementation="eager").eval()

        def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
            return self.bert(**dict(zip(INPUTS, inputs, strict=True))).last_hidden_state

    ones = torch.ones(2, LENGTH, dtype=torch.long)
    torch.onnx.export(
        LastHiddenState(),
        (ones, ones, torch.zeros_like(ones)),
        str(path),
        input_names=list(INPUTS),
        output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "texts"} for name in (*INPUTS, "last_hidden_state")},
        dynamo=False,
    )
