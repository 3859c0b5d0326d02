"""Figures -> the table on the terminal, and benchmarks.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.facts import Facts
from tests.benchmarks.figures import Baseline, Figure, Goal

CAPTION = (
    "Medians over {rounds} rounds in which both sides took turns; the ratio is the median of the "
    "rounds' ratios. Memory is resident, children included; a MB has 1024 * 1024 bytes."
)


def print_table(figures: Sequence[Figure], rounds: int, console: Console) -> None:
    """One row for each figure: its value, the baseline's, their ratio, and the goals."""
    caption = CAPTION.format(rounds=rounds)
    table = Table("task", "what", caption=caption, caption_justify="left")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("baseline")
    table.add_column("its value", justify="right", no_wrap=True)
    table.add_column("ratio", justify="right")
    table.add_column("goals", no_wrap=True)
    task = None
    for figure in figures:
        if task is not None and figure.task != task:
            table.add_section()
        table.add_row(figure.task if figure.task != task else "", *cells(figure))
        task = figure.task
    console.print(table)


def write_json(figures: Sequence[Figure], facts: Facts, path: Path) -> None:
    """Every round of every figure, and what it was measured on."""
    rows = [asdict(figure) | _results(figure) for figure in figures]
    content = {"measured_with": facts, "figures": rows}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def read_json(path: Path) -> list[Figure]:
    """The figures that were written there; none where nothing was."""
    rows = json.loads(path.read_text(encoding="utf-8"))["figures"] if path.exists() else []
    return [_figure(row) for row in rows]


def merged(before: Sequence[Figure], now: Sequence[Figure]) -> list[Figure]:
    """The figures of an earlier run, those of this one in their places or behind them."""
    both = {(figure.task, figure.what): figure for figure in (*before, *now)}
    tasks = list(dict.fromkeys(task for task, _ in both))
    return sorted(both.values(), key=lambda figure: tasks.index(figure.task))


def shown(value: float) -> str:
    """Three digits that count, and no more decimals than that."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def verdict(figure: Figure, goal: Goal) -> str:
    """The goal and whether it is met."""
    return f"{goal} {'met' if figure.reaches(goal) else 'MISSED'}"


def cells(figure: Figure) -> list[str]:
    """What a table says of a figure: all but its task."""
    baseline, ratio = figure.baseline, figure.ratio
    return [
        figure.what,
        f"{shown(figure.value)} {figure.unit}",
        baseline.name if baseline else "",
        f"{shown(baseline.value)} {figure.unit}" if baseline else "",
        f"{ratio:.2f}" if ratio is not None else "",
        "\n".join(verdict(figure, goal) for goal in figure.goals),
    ]


def _figure(row: dict[str, Any]) -> Figure:
    """The opposite of asdict."""
    baseline = row["baseline"]
    goals = [Goal(g["limit"], g["is_ratio"], g["is_floor"]) for g in row["goals"]]
    return Figure(
        row["task"],
        row["what"],
        row["unit"],
        tuple(row["rounds"]),
        baseline and Baseline(baseline["name"], tuple(baseline["rounds"])),
        tuple(goals),
        row["size"],
    )


def _results(figure: Figure) -> dict[str, object]:
    """What the rounds come to."""
    return {
        "value": figure.value,
        "ratio": figure.ratio,
        "goals": [asdict(goal) | {"met": figure.reaches(goal)} for goal in figure.goals],
    }
