"""The option --only of the commands that measure."""

from collections.abc import Callable, Mapping

import click


def only_of(tasks: Mapping[str, object]) -> Callable:
    """--only NAME,...: some of the tasks by their names; all of them without it."""

    def chosen(_: click.Context, __: click.Parameter, names: str | None) -> list[str]:
        wanted = names.split(",") if names else list(tasks)
        if unknown := [name for name in wanted if name not in tasks]:
            raise click.BadParameter(f"no task '{unknown[0]}'; there are {', '.join(tasks)}")
        return wanted

    return click.option(
        "--only", callback=chosen, metavar="TASK,...", help=f"Of {', '.join(tasks)}."
    )
