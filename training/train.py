"""python -m training.train DATA WORK: lists -> reader.pt. A run that was stopped goes on.

Two processes of one thread each share every step and average their gradients: on two busy cores
that is faster than one process of two threads.
"""

import json
import os
import random
import sys
import time
from pathlib import Path

import torch
import torch.distributed as team
from torch.multiprocessing.spawn import spawn

from training.articles import HELD
from training.data import read_articles, read_questions
from training.lists import List, Lists, qamr_lists, read_hits
from training.loss import loss
from training.model import ReaderModel, open_tokenizer

WORKERS = 2
LISTS_A_STEP = 8
QAMR_STEPS, MAIN_STEPS, WARM_UP = 400, 1800, 60
RATE, DECAY, FROZEN = 1e-4, 0.01, 2
SAVE_EVERY = 100
SEED = 20261125


def main(data: Path, work: Path) -> None:
    """Train in two processes; reader.pt is the last checkpoint."""
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29517")
    spawn(_work, (data, work), WORKERS)


def _work(rank: int, data: Path, work: Path) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    team.init_process_group("gloo", rank=rank, world_size=WORKERS)
    Run(rank, data, work).go()


class Run:
    """One of the processes."""

    def __init__(self, rank: int, data: Path, work: Path) -> None:
        self.rank, self.data, self.work = rank, data, work
        self.model, self.tokenizer = ReaderModel(), open_tokenizer()
        self.model.freeze(FROZEN)
        self.trained = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(self.trained, RATE, weight_decay=DECAY)
        self.step, self.began = 0, time.monotonic()
        if (kept := work / "reader.pt").exists():
            state = torch.load(kept)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]

    def go(self) -> None:
        """All the steps that are left: QAMR first, then the articles."""
        if self.step < QAMR_STEPS:
            lists = qamr_lists(self.data, QAMR_STEPS * LISTS_A_STEP, random.Random(SEED))
            self._learn(lists, 0)
        self._learn(main_lists(self.data, self.work), QAMR_STEPS)
        self._save()

    def _learn(self, lists: list[List], first: int) -> None:
        for begin in range((self.step - first) * LISTS_A_STEP, len(lists), LISTS_A_STEP):
            batch = lists[begin : begin + LISTS_A_STEP]
            self._take(batch[self.rank :: WORKERS])
            if self.step % SAVE_EVERY == 0:
                self._save()

    def _take(self, lists: list[List]) -> None:
        """One step of AdamW, with the gradients of all processes."""
        for group in self.optimizer.param_groups:
            group["lr"] = RATE * _share(self.step)
        value = loss(self.model, self.tokenizer, lists)
        value.backward()
        flat = torch.cat([p.grad.flatten() for p in self.trained])
        team.all_reduce(flat)
        flat /= WORKERS
        flat *= min(1.0, 1.0 / float(flat.norm()))
        parts = flat.split([p.numel() for p in self.trained])
        for parameter, part in zip(self.trained, parts, strict=True):
            parameter.grad.copy_(part.view_as(parameter))
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        if self.rank == 0:
            self._log(float(value.detach()))

    def _log(self, value: float) -> None:
        seconds = round(time.monotonic() - self.began, 1)
        line = {"step": self.step, "loss": round(value, 4), "seconds": seconds}
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as file:
            print(json.dumps(line), file=file)

    def _save(self) -> None:
        if self.rank == 0:
            state = {
                "model": self.model.state_dict(),
                "optimizer": self.optimizer.state_dict(),
                "step": self.step,
            }
            torch.save(state, self.work / "reader.part")
            (self.work / "reader.part").replace(self.work / "reader.pt")


def main_lists(data: Path, work: Path) -> list[List]:
    """Lists of the questions to the articles that are not held back, shuffled, epoch by epoch."""
    articles = read_articles(data)
    questions = [q for q in read_questions(data) if q.article not in HELD]
    names = {question.article for question in questions}
    maker = Lists({n: a for n, a in articles.items() if n in names}, read_hits(work))
    chance, lists = random.Random(SEED), []
    while len(lists) < MAIN_STEPS * LISTS_A_STEP:
        chance.shuffle(questions)
        epoch = [each for question in questions for each in maker.of(question, chance)]
        lists += epoch
    return lists[: MAIN_STEPS * LISTS_A_STEP]


def _share(step: int) -> float:
    """Of the learning rate: it rises, then falls to nothing in a straight line."""
    return min(1.0, (step + 1) / WARM_UP, 1 - step / (QAMR_STEPS + MAIN_STEPS))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
