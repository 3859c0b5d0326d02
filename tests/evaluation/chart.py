"""Figures -> evaluation.png: the three systems side by side, and what the confidence is worth."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from tests.evaluation.figures import Figure
from tests.evaluation.reliability import CONFIDENCE, RIGHT, TASK
from tests.evaluation.report import SYSTEMS, Row, by_row

COLOURS = ("#1b6ca8", "#7fb3d5", "#e08e45", "#8a8f98")
WIDTH = 0.21  # of a bar; four and a gap make 1
HEADLINES = (
    ("open QA, all articles", "all", ("R@1", "R@5", "MRR@10")),
    ("open QA, the article", "all", ("R@1", "R@3")),
    ("not covered: article absent", "all", ("AUROC",)),
    ("not covered: wrong article", "all", ("AUROC",)),
    ("not covered: fact missing", "all", ("AUROC",)),
    ("QuAIL news, all articles", "quail_news", ("R@1",)),
    ("XQuAD in en", "xquad", ("R@1",)),
    ("XQuAD in ru", "xquad", ("R@1",)),
    ("TREC-QA", "trecqa", ("MAP", "MRR")),
    ("what did X say", "X speaks", ("P@1", "P@3")),
    ("quotations", "PolNeAR", ("F1", "speaker right, named", "speaker right, pronoun")),
    ("sentences", "en news, clean", ("F1",)),
)


def draw(figures: Sequence[Figure], path: Path) -> None:
    """Write the chart as a PNG file."""
    rows = by_row(figures)
    canvas = Canvas(figsize=(16, 9), layout="constrained")
    left, right = canvas.subplots(1, 2, width_ratios=(3, 2))
    _bars(
        left,
        [(f"{t}: {m}", rows[t, p, m]) for t, p, ms in HEADLINES for m in ms if (t, p, m) in rows],
    )
    _reliability(right, rows)
    canvas.savefig(path, dpi=110)


def _bars(axes: Axes, rows: Sequence[tuple[str, Row]]) -> None:
    """A group of horizontal bars for each row, with intervals."""
    for number, (system, colour) in enumerate(zip(SYSTEMS, COLOURS, strict=True)):
        chosen = [
            (i + (number - 1.5) * WIDTH, row[system])
            for i, (_, row) in enumerate(rows)
            if system in row
        ]
        axes.barh(
            [place for place, _ in chosen],
            [figure.value for _, figure in chosen],
            WIDTH,
            color=colour,
            label=system,
            xerr=_errors([figure for _, figure in chosen]),
            error_kw={"lw": 0.8},
        )
    axes.set_yticks(range(len(rows)), [name for name, _ in rows])
    axes.set_xlim(0, 1)
    axes.invert_yaxis()
    axes.grid(axis="x", lw=0.3)
    axes.legend(loc="upper left", bbox_to_anchor=(0, -0.04), ncols=len(SYSTEMS), frameon=False)
    axes.set_title("Each system on the same questions, 95 % intervals")


def _reliability(axes: Axes, rows: dict[tuple[str, str, str], Row]) -> None:
    """Share of right first answers over confidence; on the diagonal it means what it says."""
    parts = [part for task, part, metric in rows if (task, metric) == (TASK, RIGHT)]
    confidence = [f for part in parts for f in rows[TASK, part, CONFIDENCE].values()]
    right = [f for part in parts for f in rows[TASK, part, RIGHT].values()]
    places, shares = [f.value for f in confidence], [f.value for f in right]
    axes.plot([0, 1], [0, 1], color="#8a8f98", lw=0.8, ls="--")
    axes.errorbar(places, shares, _errors(right), color=COLOURS[0], marker="o", capsize=2)
    for place, height, figure in zip(places, shares, right, strict=True):
        axes.annotate(f"{figure.n}", (place, height), (6, -12), textcoords="offset points")
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_aspect("equal")
    axes.set_xlabel("confidence of the first answer (Hit.score), mean of the bin")
    axes.set_ylabel("share of right first answers")
    axes.set_title(
        "Open QA, all articles: answerable questions and those whose\n"
        "article is absent, as many as there are; numbers are questions"
    )


def _errors(figures: Sequence[Figure]) -> list[list[float]]:
    """Distances below and above, as matplotlib wants them."""
    return [
        [max(0.0, f.value - f.low) for f in figures],
        [max(0.0, f.high - f.value) for f in figures],
    ]
