"""The chart: a bar as high as a day's questions, its parts told apart without colour."""

from datetime import date

from PIL import Image

from bot.chart import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, Day, draw

DAYS = [Day(date(2026, 11, 24), 3, 1), Day(date(2026, 11, 25), 0, 0), Day(date(2026, 11, 26), 2, 0)]


def dark_share(image: Image.Image, number: int, low: float, high: float) -> float:
    """The share of dark pixels in a bar, between two heights of the chart (0 to 1)."""
    step, room = (WIDTH - LEFT) // len(DAYS), HEIGHT - TOP - BOTTOM
    left, bottom = LEFT + number * step, HEIGHT - BOTTOM
    box = (left + step // 3, bottom - int(high * room), left + step // 2, bottom - int(low * room))
    return sum(pixel < 128 for pixel in image.crop(box).convert("L").tobytes()) / (
        (box[2] - box[0]) * (box[3] - box[1])
    )


def test_what_is_covered_is_filled_and_what_is_not_is_hatched():
    image = Image.open(draw(DAYS))

    assert image.size == (WIDTH, HEIGHT)
    assert dark_share(image, 0, 0.05, 0.70) == 1.0
    assert 0.1 < dark_share(image, 0, 0.78, 0.98) < 0.4
    assert dark_share(image, 1, 0.05, 0.95) == 0.0
    assert dark_share(image, 2, 0.05, 0.45) == 1.0
    assert dark_share(image, 2, 0.55, 0.95) == 0.0


def test_days_without_questions_have_a_chart_too():
    assert Image.open(draw([Day(date(2026, 11, 24), 0, 0)])).format == "PNG"
