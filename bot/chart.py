"""Questions a day -> a small chart: a bar for each day, the part that was covered filled, the other
hatched, so that no colour is needed to read it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.i18n import _, day_of_year

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT, TOP, BOTTOM, LEFT = 720, 280, 44, 36, 44  # pixels
INK, PAPER, FAINT = "#1f2328", "#ffffff", "#d0d7de"
HATCH = 6  # pixels from one line to the next


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions of a day were covered, and how many not."""

    day: date
    covered: int
    missing: int

    @property
    def asked(self) -> int:
        """All of them."""
        return self.covered + self.missing


def draw(days: Sequence[Day]) -> io.BytesIO:
    """A PNG, the days from left to right."""
    from PIL import Image, ImageDraw, ImageFont  # only for who wants a report

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.font = ImageFont.load_default(13)
    most = max((day.asked for day in days), default=0) or 1
    _axis(pen, most)
    step = (WIDTH - LEFT) / len(days)
    for number, day in enumerate(days):
        left = LEFT + number * step
        _bar(pen, (left + step * 0.15, left + step * 0.85), day, (HEIGHT - TOP - BOTTOM) / most)
        place = left + step / 2, HEIGHT - BOTTOM + 8
        pen.text(place, day_of_year(day.day), INK, anchor="ma")
    _legend(pen)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    file.seek(0)
    return file


def _axis(pen: "ImageDraw", most: int) -> None:
    for value in {0, most}:
        y = HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM) / most
        pen.line([(LEFT, y), (WIDTH, y)], FAINT)
        pen.text((LEFT - 8, y), str(value), INK, anchor="rm")


def _bar(pen: "ImageDraw", sides: tuple[float, float], day: Day, unit: float) -> None:
    """The covered ones below, the others on top of them."""
    bottom = HEIGHT - BOTTOM
    middle = bottom - day.covered * unit
    if day.covered:
        pen.rectangle([sides[0], middle, sides[1], bottom], INK)
    if day.missing:
        _hatched(pen, (sides[0], middle - day.missing * unit, sides[1], middle))


def _hatched(pen: "ImageDraw", box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    for y in range(int(top) + HATCH, int(bottom), HATCH):
        pen.line([(left, y), (right, y)], INK)
    pen.rectangle(box, outline=INK, width=2)


def _legend(pen: "ImageDraw") -> None:
    pen.rectangle([LEFT, 12, LEFT + 16, 28], INK)
    pen.text((LEFT + 24, 20), _("covered"), INK, anchor="lm")
    _hatched(pen, (LEFT + 110, 12, LEFT + 126, 28))
    pen.text((LEFT + 134, 20), _("not covered"), INK, anchor="lm")
    pen.text((WIDTH - 8, 20), _("questions a day (UTC)"), INK, anchor="rm")
