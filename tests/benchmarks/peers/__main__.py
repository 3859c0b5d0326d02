"""python -m tests.benchmarks.peers: this project beside what people would pick instead."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import click
from rich.console import Console

from tests.benchmarks.facts import facts
from tests.benchmarks.figures import percentile
from tests.benchmarks.page import write_page
from tests.benchmarks.peers.contest import Contest
from tests.benchmarks.peers.corpus import Corpus
from tests.benchmarks.peers.report import Result, print_all, tables_of, write_json
from tests.benchmarks.peers.system import CLASSES
from tests.benchmarks.texts import SEED
from tests.evaluation import data as public
from tests.evaluation.data import Question

TITLE = "Beside what people would pick instead"
KEPT = Path(".benchmarks")
TIMED = 300  # questions
SOME = 6  # articles, of which the indexing is timed
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--data", type=FOLDER, required=True, help="Folder of the public data.")
@click.option("--python", type=FILE, default=".venv-peers/bin/python", show_default=True)
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True)
@click.option("--only", help="Names of systems, separated by semicolons.")
@click.option("--reuse", is_flag=True, help="Ask the indexes of the last run; its R@1 stays.")
@click.option("--out", type=FOLDER, default=KEPT, show_default=True, help="For JSON and page.")
@click.option("--kept", type=FOLDER, default=KEPT, show_default=True, help="For the indexes.")
def main(
    data: Path,
    python: Path,
    rounds: int,
    only: str | None,
    reuse: bool,
    out: Path,
    kept: Path,
) -> None:
    """Print one table, the versions and the code, and write peers.json and peers.md.

    All questions of the data that have an answer are judged; some of them are timed. It takes
    an hour and a half, with --reuse a quarter of one.
    """
    corpus = Corpus.of(public.documents(data / "open" / "articles.jsonl"))
    questions = [q for q in public.questions(data / "open" / "questions.jsonl") if q.answers]
    contest = Contest(only.split(";") if only else list(CLASSES), python, kept / "peers")
    contest.index(corpus, reuse)
    out.mkdir(parents=True, exist_ok=True)
    measured_with = facts() | {"rounds": rounds, "timed": TIMED, "questions": len(questions)}
    results: list[Result] = []
    for result in hold(contest, corpus, questions, TIMED, rounds):
        results.append(result)
        write_json(results, measured_with, out / "peers.json")
        write_page(out / "peers.md", TITLE, tables_of(results), measured_with)
    print_all(results, measured_with, Console(width=120))


def hold(
    contest: Contest, corpus: Corpus, questions: Sequence[Question], timed: int, rounds: int
) -> Iterator[Result]:
    """Run all that is timed, one thing after the other; then judge."""
    sample = [q.text for q in random.Random(SEED).sample(questions, timed)]
    index = contest.indexing(Corpus.of(corpus.documents[:SOME]), rounds)
    start = contest.starting(sample[0], rounds)
    with contest.running() as systems:
        taken = contest.asking(systems, sample)
        for name in list(contest.names):
            system = systems[name]
            with contest.in_part(name):
                yield Result(
                    name,
                    median(index[name]),
                    median(start[name]),
                    percentile(taken[name], 0.50) * 1000,
                    percentile(taken[name], 0.95) * 1000,
                    system.memory,
                    contest.recall(system, corpus, questions, name),
                    *system(["about"]),
                )


if __name__ == "__main__":
    main()
