"""python -m tests.evaluation: measure the Library on public data."""

import platform
import time
from importlib.metadata import version
from pathlib import Path

import click
from rich.console import Console

from index import IndexConfig
from index.encoder import open_encoder
from index.reader import OnnxReader
from tests.evaluation.cache import RememberingEncoder
from tests.evaluation.chart import draw
from tests.evaluation.errors import write_errors
from tests.evaluation.figures import Figure
from tests.evaluation.progress import CONSOLE
from tests.evaluation.report import print_table, write_json
from tests.evaluation.systems import Workshop
from tests.evaluation.tasks import TASKS
from tests.only import only_of

KEPT = Path(".evaluation")
EVERY = 1_000_000  # verdicts of the reader are remembered: a question is put more than once
TABLE_WIDTH = 140
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--data", type=FOLDER, required=True, help="Folder of the public data.")
@click.option("--split", default="open", show_default=True, help="Which half of the data.")
@click.option("--out", type=FOLDER, default=KEPT, show_default=True, help="For JSON and chart.")
@click.option("--kept", type=FOLDER, default=KEPT, show_default=True, help="For the vectors.")
@only_of(TASKS)
@click.option("--config", type=click.Path(path_type=Path), default="config.yaml")
def main(data: Path, split: str, out: Path, kept: Path, only: list[str], config: Path) -> None:
    """Print one table, and write evaluation.json, evaluation.png and errors.md.

    The first run embeds about 26,000 sentences and questions, which takes a quarter of an hour;
    their vectors are kept, so later runs take a few minutes.
    """
    settings = IndexConfig.load(config)
    encoder = RememberingEncoder(open_encoder(settings), kept / "vectors.sqlite3")
    began = time.monotonic()
    workshop = Workshop(settings, encoder, OnnxReader(settings.reader_depth, remembered=EVERY))
    figures = run(only, data / split, workshop)
    encoder.close()
    if not figures:
        raise click.ClickException(f"{data / split} holds none of the sets")
    out.mkdir(parents=True, exist_ok=True)
    facts = {
        "split": split,
        "encoder": settings.encoder,
        "threshold": settings.threshold,
        "python": platform.python_version(),
        "onnxruntime": version("onnxruntime"),
        "seconds": round(time.monotonic() - began),
    }
    write_json(figures, facts, out / "evaluation.json")
    draw(figures, out / "evaluation.png")
    write_errors(workshop.misses, out / "errors.md")
    print_table(figures, Console(width=TABLE_WIDTH))
    click.echo(f"Written: {out / 'evaluation.json'} and {out / 'evaluation.png'}")


def run(names: list[str], folder: Path, workshop: Workshop) -> list[Figure]:
    """The figures of each task whose files are there."""
    figures: list[Figure] = []
    for name in names:
        if missing := TASKS[name].missing(folder):
            CONSOLE.print(f"{name} is skipped: {folder / missing[0]} is not there")
        else:
            figures += TASKS[name].run(folder, workshop)
    return figures


if __name__ == "__main__":
    main()
