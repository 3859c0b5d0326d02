"""Figures -> benchmarks.png: each ratio beside what it must reach, and the growth."""

from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from tests.benchmarks.figures import Figure
from tests.benchmarks.report import shown

MET, MISSED, GREY = "#1b6ca8", "#c8553d", "#8a8f98"
COLOURS = ("#1b6ca8", "#e08e45", "#3f8f5f", "#8a4f9e", "#c8553d", "#6b705c", "#b5a02c", "#222222")


def draw(figures: Sequence[Figure], path: Path) -> None:
    """Write the chart as a PNG file."""
    canvas = Canvas(figsize=(16, 7), layout="constrained")
    left, right = canvas.subplots(1, 2, width_ratios=(3, 2))
    _ratios(left, [f for f in figures if f.ratio is not None and f.size is None])
    _growth(right, [f for f in figures if f.size is not None])
    canvas.savefig(path, dpi=110)


def _ratios(axes: Axes, figures: Sequence[Figure]) -> None:
    """A bar for each figure, on a logarithmic scale; 1 is the baseline, a stroke the goal."""
    for place, figure in enumerate(figures):
        goals = [goal for goal in figure.goals if goal.is_ratio]
        met = all(figure.reaches(goal) for goal in goals)
        axes.barh(place, figure.ratio, 0.6, color=MET if met else MISSED)
        for goal in goals:
            axes.plot([goal.limit] * 2, [place - 0.4, place + 0.4], color="black", lw=2)
        label = f" {figure.ratio:.2f} x = {shown(figure.value)} {figure.unit}"
        axes.annotate(label, (figure.ratio, place), va="center", fontsize=9)
    axes.set_xscale("log")
    axes.set_yticks(
        range(len(figures)), [f"{f.what}\nbeside {f.baseline.name}" for f in figures], fontsize=8
    )
    axes.axvline(1, color=GREY, lw=0.8, ls="--")
    axes.margins(x=0.2)
    axes.invert_yaxis()
    axes.set_title("Ratio to the baseline; a stroke is the goal, at most (index: at least)")


def _growth(axes: Axes, figures: Sequence[Figure]) -> None:
    """Each cost over the number of sentences, both logarithmic, as multiples of the first."""
    curves: dict[str, list[Figure]] = {}
    for figure in figures:
        curves.setdefault(figure.what.rsplit(", ", 1)[0], []).append(figure)
    for (name, points), colour in zip(curves.items(), cycle(COLOURS)):
        sizes, values = [f.size for f in points], [f.value for f in points]
        axes.plot(sizes, values, marker="o", color=colour, label=f"{name} ({points[0].unit})")
        for size, value in zip(sizes, values, strict=True):
            axes.annotate(shown(value), (size, value), (4, 4), textcoords="offset points")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("sentences in the library")
    axes.grid(lw=0.3)
    if curves:
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=2, frameon=False, fontsize=8)
    axes.set_title("Growth")
