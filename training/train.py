"""python -m training.train DATA WORK: pairs.npz -> reader.pt. A run that was stopped goes on.

Every run begins with the weights that are shipped, if there are any: so each reader knows what the
one before it learnt. What is shipped next is their average (Wortsman et al. 2022, "Model soups").
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from training.kinds import Kind
from training.loss import Logits, loss
from training.model import ReaderModel
from training.shipped import load_shipped
from training.table import Table

SEEDS = (2, 3)  # of the runs that are averaged
SAVE_EVERY, LOG_EVERY = 100, 10  # steps
LONGEST = {  # readings of a list
    Kind.QAMR: 3,
    Kind.QAMR_CHANGED: 2,
    Kind.ANSWERED: 5,
    Kind.UNANSWERED: 4,
    Kind.CHANGED: 3,
}
Shares = dict[Kind, float]  # of all lists; together 1


@dataclass(frozen=True, slots=True)
class Recipe:
    """Steps of AdamW (Loshchilov and Hutter 2019); most of QAMR comes before `turn` of them."""

    seed: int = 1
    steps: int = 750
    turn: float = 0.3
    lists: int = 32  # in a step
    at_once: int = 8  # of them, for memory's sake
    rate: float = 6e-5
    decay: float = 0.01
    warm_up: int = 100

    def shares(self, step: int) -> Shares:
        """How often a list of each kind comes."""
        shares = (0.35, 0.25, 0.22, 0.06, 0.12)
        if step >= self.turn * self.steps:
            shares = (0.10, 0.13, 0.45, 0.12, 0.20)
        return dict(zip(Kind, shares, strict=True))

    def rate_at(self, step: int) -> float:
        """It rises, and falls to nothing in a straight line."""
        return self.rate * min(1.0, (step + 1) / self.warm_up, 1 - step / self.steps)


class Run:
    """The learning of one reader."""

    def __init__(self, recipe: Recipe, table: Table, file: Path) -> None:
        self.recipe, self.table, self.file = recipe, table, file
        torch.manual_seed(recipe.seed)  # of what is not shipped
        self.model = ReaderModel().to(table.device).train()
        load_shipped(self.model)
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            _decaying(self.trained, recipe.decay), betas=(0.9, 0.98), fused=True
        )
        self.step, self.began = 0, time.monotonic()
        if file.exists():
            state = torch.load(file, map_location=table.device)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]

    def go(self) -> None:
        """All the steps that are left."""
        while self.step < self.recipe.steps:
            value = self._take()
            if self.step % LOG_EVERY == 0:
                self._log(value)
            if self.step % SAVE_EVERY == 0:
                self._save()
        self._save()

    def _take(self) -> float:
        """One step; returns the loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate_at(self.step)
        torch.manual_seed(self.recipe.seed + self.step)  # so a run may stop anywhere
        chance = np.random.default_rng((self.recipe.seed, self.step))
        lists = self.table.choose(self.recipe.lists, self.recipe.shares(self.step), chance)
        parts = np.array_split(lists, len(lists) // self.recipe.at_once)
        value = sum(self._learn(part, len(part) / len(lists), chance) for part in parts)
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        return value

    def _learn(self, lists: np.ndarray, share: float, chance: np.random.Generator) -> float:
        batch = self.table.batch(lists, LONGEST, chance)
        with torch.autocast(self.table.device.type, torch.bfloat16):
            said = Logits.of(self.model, batch)
        value = loss(said, batch) * share
        value.backward()
        return float(value.detach())

    def _log(self, value: float) -> None:
        line = {
            "seed": self.recipe.seed,
            "step": self.step,
            "loss": round(value, 4),
            "seconds": round(time.monotonic() - self.began, 1),
        }
        with (self.file.parent / "log.jsonl").open("a", encoding="utf-8") as file:
            print(json.dumps(line), file=file)

    def _save(self) -> None:
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, self.file.with_suffix(".part"))
        self.file.with_suffix(".part").replace(self.file)


def _decaying(parameters: list[torch.nn.Parameter], decay: float) -> list[dict]:
    """Matrices decay; biases and the scales of normalisation do not."""
    matrices = [p for p in parameters if p.ndim > 1]
    others = [p for p in parameters if p.ndim <= 1]
    return [
        {"params": matrices, "weight_decay": decay},
        {"params": others, "weight_decay": 0.0},
    ]


def average(runs: Sequence[Path], target: Path) -> None:
    """The mean of the weights of some runs, as one model."""
    models = [torch.load(run, map_location="cpu")["model"] for run in runs]
    mean = {name: sum(model[name] for model in models) / len(models) for name in models[0]}
    torch.save({"model": mean}, target)


def main(work: Path) -> None:
    """Learn, on a graphics card if there is one."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    table = Table(work / "pairs.npz", device)
    runs = [work / f"run-{seed}.pt" for seed in SEEDS]
    for seed, run in zip(SEEDS, runs, strict=True):
        Run(Recipe(seed), table, run).go()
    average(runs, work / "reader.pt")


if __name__ == "__main__":
    main(Path(sys.argv[2]))
