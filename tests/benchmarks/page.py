"""What was measured -> a Markdown page, so that nobody copies a number by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.benchmarks.facts import Facts
from tests.benchmarks.figures import Figure
from tests.benchmarks.report import cells

HEAD = ("what", "value", "beside", "its value", "ratio", "goal")


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, and rows as long as `head`."""

    heading: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def write_page(path: Path, title: str, tables: Sequence[Table], facts: Facts) -> None:
    """The tables, then what it was measured on."""
    measured_with = Table("Measured with", ("", ""), [(k, str(v)) for k, v in facts.items()])
    blocks = [f"# {title}", *(_block(table) for table in (*tables, measured_with))]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def tables_of(figures: Sequence[Figure]) -> list[Table]:
    """One for each task."""
    return [
        Table(task, HEAD, [cells(figure) for figure in its])
        for task, its in groupby(figures, key=lambda figure: figure.task)
    ]


def _block(table: Table) -> str:
    return "\n".join((f"## {table.heading}\n", *_lines(table)))


def _lines(table: Table) -> Iterator[str]:
    yield _line(table.head)
    yield _line(["---"] * len(table.head))
    yield from map(_line, table.rows)


def _line(row: Sequence[str]) -> str:
    """No cell holds a "|"; several goals stand on one line."""
    return f"| {' | '.join(', '.join(cell.splitlines()) for cell in row)} |"
