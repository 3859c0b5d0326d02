"""Bars on stderr, so that stdout holds the table alone."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

CONSOLE = Console(stderr=True)
Item = TypeVar("Item")


def steps(items: Sequence[Item], title: str) -> Iterable[Item]:
    """The items, with a bar that says how many of them are done."""
    return track(items, title, console=CONSOLE)
