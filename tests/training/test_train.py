"""Learning from a few made-up lists: it learns, and goes on where it was stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from index.encoder import find_bundled
from index.onnx_session import open_tokenizer
from index.reader_input import MAX_TOKENS, make_reading
from training.kinds import Kind
from training.lists import List
from training.pairs import tokenized
from training.table import Table
from training.train import LONGEST, Recipe, Run, average

CPU = torch.device("cpu")
NAMES = ("Ada", "Bert", "Cora", "Dirk")
RECIPE = Recipe(steps=6, lists=5, at_once=5, rate=3e-4, warm_up=1)


def some_list(kind: Kind, name: str) -> List:
    """Of the sentences one is about that person, where there is an answer."""
    others = [other for other in NAMES if other != name]
    told = [name, *others] if kind in (Kind.QAMR, Kind.ANSWERED) else others
    sentences = [f"{each} sold {3 + len(each)} boats on Monday." for each in told]
    readings = tuple(make_reading(f"What did {name} sell?", "Boats", s, "") for s in sentences)
    if len(told) == len(others):
        return List(kind, readings)
    begin = readings[0].passage.index("boats")
    return List(kind, readings, (begin, begin + len("boats")))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    lists = [some_list(kind, name) for kind in Kind for name in NAMES]
    np.savez_compressed(folder / "pairs.npz", **tokenized(lists))
    return folder


@pytest.mark.parametrize("words", [3, 60, 100, 500])
def test_a_pair_is_put_together_as_the_reader_does_it(tmp_path, words):
    question, passage = "Who sold " + "many " * (words // 2) + "boats?", "Ada did. " * 70
    reading = replace(make_reading(question, "", passage, ""), question=question)
    np.savez_compressed(tmp_path / "pairs.npz", **tokenized([List(Kind.CHANGED, (reading,))]))
    batch = Table(tmp_path / "pairs.npz", CPU).batch([0], LONGEST, np.random.default_rng(0))

    read = open_tokenizer(find_bundled() / "tokenizer.json", MAX_TOKENS)
    expected = read.encode(reading.question, reading.passage)
    assert batch.ids[0].tolist() == expected.ids
    assert batch.types[0].tolist() == expected.type_ids


def test_an_answer_keeps_its_place_among_the_tokens(work):
    table = Table(work / "pairs.npz", CPU)
    row = int(np.flatnonzero(table.kinds == Kind.ANSWERED)[0])
    batch = table.batch([row], LONGEST, np.random.default_rng(0))

    tokenizer = open_tokenizer(find_bundled() / "tokenizer.json", MAX_TOKENS)
    begin, end = batch.spans[0].tolist()
    assert tokenizer.decode(batch.ids[0, begin : end + 1].tolist()) == "boats"
    assert batch.spans[1:].tolist() == [[0, 0]] * (len(batch.ids) - 1)
    assert batch.right.tolist() == [True]


def test_lists_are_chosen_by_the_share_of_their_kind(work):
    table, chance = Table(work / "pairs.npz", CPU), np.random.default_rng(0)
    shares = dict.fromkeys(Kind, 0.0) | {Kind.QAMR: 0.25, Kind.UNANSWERED: 0.75}

    kinds = table.kinds[table.choose(400, shares, chance)]

    assert set(kinds) == {Kind.QAMR, Kind.UNANSWERED}
    assert 60 < (kinds == Kind.QAMR).sum() < 140


def test_it_learns_and_a_run_that_was_stopped_comes_out_as_one_that_was_not(work):
    whole, halved = work / "whole.pt", work / "halved.pt"
    first = Run(RECIPE, Table(work / "pairs.npz", CPU), whole)
    losses = [first._take() for _ in range(RECIPE.steps)]
    first._save()

    stopped = Run(RECIPE, Table(work / "pairs.npz", CPU), halved)
    for _ in range(3):
        stopped._take()
    stopped._save()
    Run(RECIPE, Table(work / "pairs.npz", CPU), halved).go()

    assert np.mean(losses[-2:]) < np.mean(losses[:2]) * 0.8
    one, other = (torch.load(file)["model"] for file in (whole, halved))
    assert all(torch.allclose(one[name], other[name], atol=1e-5) for name in one)


def test_runs_are_averaged_weight_by_weight(tmp_path):
    for number, value in enumerate((1.0, 4.0)):
        torch.save({"model": {"a": torch.tensor([value, 0.0])}}, tmp_path / f"{number}.pt")

    average([tmp_path / "0.pt", tmp_path / "1.pt"], tmp_path / "mean.pt")

    assert torch.load(tmp_path / "mean.pt")["model"]["a"].tolist() == [2.5, 0.0]
