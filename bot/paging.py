"""How many pages there are, and the places that the buttons beside one lead to."""

from collections.abc import Sized
from dataclasses import dataclass

from bot.i18n import _


@dataclass(frozen=True, slots=True)
class Turn:
    """To a page, counted from 0; `disabled` where there is none on that side."""

    page: int
    label: str
    disabled: bool


def page_count(items: Sized, size: int) -> int:
    """Pages of so many items each, at least one."""
    return max(1, -(-len(items) // size))


def turns(page: int, count: int) -> list[Turn]:
    """Previous and next of `count` pages; nothing where there is one."""
    if count <= 1:
        return []
    previous = Turn(max(page - 1, 0), _("Previous"), disabled=page == 0)
    return [previous, Turn(page + 1, _("Next"), disabled=page == count - 1)]
