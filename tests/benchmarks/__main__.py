"""python -m tests.benchmarks: measure how small and how fast the bot is."""

from pathlib import Path

import click
from rich.console import Console

from tests.benchmarks.bench import Bench
from tests.benchmarks.chart import draw
from tests.benchmarks.facts import facts
from tests.benchmarks.page import tables_of, write_page
from tests.benchmarks.report import merged, print_table, read_json, write_json
from tests.benchmarks.tasks import TASKS
from tests.benchmarks.texts import Words, Writer, own_samples, public_samples
from tests.evaluation.progress import CONSOLE
from tests.only import only_of

KEPT = Path(".benchmarks")
TABLE_WIDTH = 160
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@only_of(TASKS)
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--data", type=FOLDER, help="Folder of public articles, in place of our samples.")
@click.option("--public", type=FOLDER, help="Folder of the public data, for the clusters' recall.")
@click.option(
    "--out", type=FOLDER, default=KEPT, show_default=True, help="For JSON, page and chart."
)
@click.option("--kept", type=FOLDER, default=KEPT, show_default=True, help="For the libraries.")
def main(
    only: list[str], rounds: int, data: Path | None, public: Path | None, out: Path, kept: Path
) -> None:
    """Print one table, and write benchmarks.json, benchmarks.md and benchmarks.png.

    What is there of an earlier run, and not measured again, stays in them.

    The first run makes libraries of up to a million sentences, which takes an hour and 4 GB; they
    are kept, so later runs take half an hour.
    """
    samples = public_samples(data) if data else own_samples()
    writer = Writer(samples, Words.of_model())
    libraries = kept / (data.name if data else "own")
    bench = Bench.open(rounds, writer, libraries, public and public / "open")
    measured_with = facts() | {"rounds": rounds, "texts": data.name if data else "own samples"}
    out.mkdir(parents=True, exist_ok=True)
    figures = read_json(out / "benchmarks.json")
    failed = []
    for name in only:
        try:
            figures = merged(figures, TASKS[name](bench))
        except Exception:  # hours of measuring do not end with one task; it is told, here and below
            CONSOLE.print_exception()
            failed.append(name)
        write_json(figures, measured_with, out / "benchmarks.json")
    draw(figures, out / "benchmarks.png")
    write_page(out / "benchmarks.md", "What was measured", tables_of(figures), measured_with)
    print_table(figures, rounds, Console(width=TABLE_WIDTH))
    for name, value in measured_with.items():
        click.echo(f"{name}: {value}")
    click.echo(f"Written: benchmarks.json, benchmarks.md and benchmarks.png in {out}")
    if failed:
        raise click.ClickException(f"Not measured, see above: {', '.join(failed)}")


if __name__ == "__main__":
    main()
