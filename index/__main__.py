"""python -m index: the library from a terminal. Everything heavy is imported when it is needed."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from index.datatypes import SHARED, Addition, Query
from index.dates import period_between
from index.errors import ArticleError, LibraryError
from index.options import common, in_collection, opened
from index.output import as_object, as_text, described

if TYPE_CHECKING:
    from index.articles import ArticleReader
    from index.finding import Found
    from index.library import Library

BAD_INPUT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Index articles and ask them. Answers are verbatim excerpts, or "not covered"."""


@main.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@in_collection
@common
def add(sources: tuple[str, ...], collection: str, config: Path, data: Path | None) -> None:
    """Add articles: files, URLs, or directories of .txt, .md, .html, .pdf and .jsonl files; these
    last are what /articles export writes."""
    from index.articles import ArticleReader
    from index.finding import find

    outcomes: list[Addition | ArticleError] = []
    with (
        opened(config, data) as (library, settings),
        ArticleReader(settings) as reader,
        click.progressbar(find(sources), label="Adding", file=sys.stderr) as items,
    ):
        for item in items:
            outcomes += _added(library, reader, item, collection)
    for addition in (each for each in outcomes if isinstance(each, Addition)):
        click.echo(f"{addition.outcome}: {described(addition.document)}")
    if failures := [str(each) for each in outcomes if isinstance(each, ArticleError)]:
        raise ArticleError("\n".join(failures))


def _added(
    library: "Library", reader: "ArticleReader", found: "Found", collection: str
) -> Iterator[Addition | ArticleError]:
    """What became of each article in it: one that fails does not keep the others out."""
    try:
        documents = reader.read(found)
    except ArticleError as error:
        yield error
        return
    for document in documents:
        try:
            yield library.add(document, collection)
        except ArticleError as error:
            yield error


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@in_collection
@common
def list_(as_json: bool, collection: str, config: Path, data: Path | None) -> None:
    """List the articles of a collection, the newest first."""
    with opened(config, data) as (library, _):
        documents = library.documents(collection)
    if as_json:
        click.echo(json.dumps([asdict(d) for d in documents], ensure_ascii=False, indent=2))
        return
    for document in documents:
        click.echo(described(document))
    if not documents:
        click.echo(f"There are no articles in {collection} yet; add some with: python -m index add")


@main.command()
@click.argument("source")
@in_collection
@common
def show(source: str, collection: str, config: Path, data: Path | None) -> None:
    """Print an article as it is stored."""
    with opened(config, data) as (library, _):
        document = library.document(source, collection)
    facts = [document.title, document.author, document.published, document.url]
    click.echo("\n".join(fact for fact in facts if fact) + f"\n\n{document.text}")


@main.command()
@click.argument("source")
@in_collection
@common
def remove(source: str, collection: str, config: Path, data: Path | None) -> None:
    """Remove an article."""
    with opened(config, data) as (library, _):
        click.echo(f"removed: {described(library.remove(source, collection))}")


@main.command()
@click.option("--collection", help="Only this one; without it, every collection.")
@common
def reindex(collection: str | None, config: Path, data: Path | None) -> None:
    """Split and embed anew what another model or version made."""
    bar = click.progressbar(length=1, label="Reindexing", file=sys.stderr)

    def progress(done: int, total: int) -> None:
        bar.length = total
        bar.update(done - bar.pos)

    with opened(config, data) as (library, _), bar:
        count = library.reindex(collection, progress)
    click.echo(f"up to date: {count} article{'s' * (count != 1)}")


@main.command()
@click.argument("question")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--article", metavar="SOURCE", help="Ask this article only.")
@click.option("--k", type=click.IntRange(min=1), help="Cite at most this many excerpts, 5 in all.")
@click.option("--closest", is_flag=True, help="Print what comes closest where there is no answer.")
@click.option("--since", metavar="DATE", help="Only articles of that day or later.")
@click.option("--until", metavar="DATE", help="Only articles of that day or earlier.")
@click.option("--collection", "collections", multiple=True, default=(SHARED,), show_default=True)
@common
def ask(
    question: str,
    as_json: bool,
    closest: bool,
    k: int | None,
    config: Path,
    data: Path | None,
    **scope: Any,
) -> None:
    """Answer a question with cited excerpts."""
    query = _query(question, **scope)
    with opened(config, data, k) as (library, _):
        library.check(query)
        library.warm()
        began = time.perf_counter()
        answer = library.ask(query)
        elapsed = round(1000 * (time.perf_counter() - began), 1)
    click.echo(as_object(answer, elapsed) if as_json else as_text(answer, closest))


def _query(
    question: str,
    collections: tuple[str, ...],
    article: str | None,
    since: str | None,
    until: str | None,
) -> Query:
    """Where `ask` looks, by its options. Raises QueryError for what is no date."""
    period = period_between(since, until, date.today())
    return Query(question, collections, article, period=period)


def run() -> int:
    """Run the command line; the exit status. Bad input is one sentence on stderr and 2."""
    try:
        main.main(standalone_mode=False, prog_name="python -m index")
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return BAD_INPUT
    except LibraryError as error:
        click.echo(str(error), err=True)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(run())
