"""Results -> the table, who is ahead, the versions and the code; and peers.json."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import page
from tests.benchmarks.facts import Facts
from tests.benchmarks.peers.system import OURS


@dataclass(frozen=True, slots=True)
class Result:
    """What a system reached; medians."""

    name: str
    index: float  # sentences a second
    start: float  # seconds
    p50: float  # milliseconds of an ask
    p95: float
    memory: float  # MB
    recall: float  # R@1
    versions: dict[str, str]
    code: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what it shows, and whether more is better."""

    title: str
    value: Callable[[Result], float]
    shown: str
    more_is_better: bool = False

    def best(self, results: Sequence[Result]) -> Result:
        """The one that is ahead."""
        return (max if self.more_is_better else min)(results, key=self.value)


ROWS = (
    Row("index, sentences/s", lambda r: r.index, ".0f", more_is_better=True),
    Row("start to first answer, s", lambda r: r.start, ".2f"),
    Row("ask p50, ms", lambda r: r.p50, ".1f"),
    Row("ask p95, ms", lambda r: r.p95, ".1f"),
    Row("memory, MB", lambda r: r.memory, ".0f"),
    Row("R@1", lambda r: r.recall, ".3f", more_is_better=True),
)


HEAD = ("system", *(row.title for row in ROWS))


def print_all(results: Sequence[Result], measured_with: Facts, console: Console) -> None:
    """A line for each system, then who is ahead in what, then what was run."""
    table = Table(*HEAD)
    for result in results:
        table.add_row(*_cells(result))
    console.print(table)
    for row in ROWS:
        best = row.best(results)
        console.print(
            f"{row.title}: {best.name} is ahead", style=None if best.name == OURS else "bold"
        )
    for result in results:
        console.print(f"\n{result.name}: {_versions(result)}\n", style="bold")
        console.print(result.code, highlight=False, markup=False)
    for name, value in measured_with.items():
        console.print(f"{name}: {value}", markup=False)


def write_json(results: Sequence[Result], measured_with: Facts, path: Path) -> None:
    """Everything, unrounded."""
    content = {"measured_with": measured_with, "results": [asdict(result) for result in results]}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def tables_of(results: Sequence[Result]) -> list[page.Table]:
    """The same for a page, without the code."""
    ahead = [(row.title, row.best(results).name) for row in ROWS]
    return [
        page.Table("Medians", HEAD, [_cells(result) for result in results]),
        page.Table("Ahead", ("in", "is"), ahead),
        page.Table("Versions", ("of", "are"), [(each.name, _versions(each)) for each in results]),
    ]


def _cells(result: Result) -> list[str]:
    return [result.name, *(format(row.value(result), row.shown) for row in ROWS)]


def _versions(result: Result) -> str:
    return ", ".join(f"{name} {number}" for name, number in result.versions.items())
