"""Figures -> the table on the terminal, and evaluation.json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.evaluation.figures import Figure
from tests.evaluation.systems import MEANING, PROJECT, UNREAD, WORDS

SYSTEMS = (PROJECT, UNREAD, MEANING, WORDS)
CAPTION = (
    "Value and 95 % bootstrap interval. Questions are drawn anew for AUROC and kept, articles for "
    "all else. BM25 alone ranks, but gives no score that can be compared between questions; "
    "quotations, sentences and ask are this project's only. Confidence is measured on the "
    "answerable and the absent questions of open QA together, as many as there are of each."
)

Row = dict[str, Figure]  # by system


def print_table(figures: Sequence[Figure], console: Console) -> None:
    """One table: a row for each task, part and metric, a column for each system."""
    table = Table("task", "part", "metric", "n", caption=CAPTION, caption_justify="left")
    for system in SYSTEMS:
        table.add_column(system, no_wrap=True)
    task = None
    for (name, part, metric), row in by_row(figures).items():
        if name != task and task is not None:
            table.add_section()
        first = next(iter(row.values()))
        cells = [_cell(row[system]) if system in row else "-" for system in SYSTEMS]
        table.add_row(name if name != task else "", part, metric, f"{first.n:,}", *cells)
        task = name
    console.print(table)


def by_row(figures: Sequence[Figure]) -> dict[tuple[str, str, str], Row]:
    """The figures of each (task, part, metric), tasks in the order in which they came."""
    rows: dict[tuple[str, str, str], Row] = {}
    tasks = list(dict.fromkeys(figure.label.task for figure in figures))
    for figure in sorted(figures, key=lambda f: tasks.index(f.label.task)):
        label = figure.label
        rows.setdefault((label.task, label.part, label.metric), {})[label.system] = figure
    return rows


def write_json(figures: Sequence[Figure], facts: Mapping[str, str | float], path: Path) -> None:
    """Every figure, unrounded, and what it was measured with."""
    rows = [asdict(figure.label) | _numbers(figure) for figure in figures]
    content = {"measured_with": dict(facts), "figures": rows}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _cell(figure: Figure) -> str:
    """A decimal and its interval, without the zero in front of the point."""
    value, low, high = (
        f"{x:.3f}".removeprefix("0") for x in (figure.value, figure.low, figure.high)
    )
    return f"{value} [{low}, {high}]"


def _numbers(figure: Figure) -> dict[str, float]:
    return {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}
