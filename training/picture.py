"""python -m training.picture DATA WORK: log.jsonl -> docs/reader.png, the learning curve."""

import json
import sys
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

WINDOW = 5  # points of the log that a line averages
COLOURS = ("#1b6ca8", "#c2571a", "#3f8f4f")


def main(work: Path, target: Path = Path("docs/reader.png")) -> None:
    """Draw the loss of each run over its steps; it jumps where most lists begin to come from the
    articles."""
    with (work / "log.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    canvas = Figure(figsize=(8, 4), layout="constrained")
    axes = canvas.subplots()
    for seed, colour in zip(sorted({row["seed"] for row in rows}), COLOURS, strict=False):
        losses = {row["step"]: row["loss"] for row in rows if row["seed"] == seed}  # the last ones
        smooth = np.convolve(list(losses.values()), np.ones(WINDOW) / WINDOW, mode="valid")
        axes.plot(list(losses), list(losses.values()), lw=0.3, color=colour)
        axes.plot(list(losses)[WINDOW - 1 :], smooth, color=colour, label=f"seed {seed}")
    axes.legend()
    axes.set_xlabel("step of 32 lists")
    axes.set_ylabel("loss")
    axes.grid(lw=0.3)
    canvas.savefig(target, dpi=110)


if __name__ == "__main__":
    main(Path(sys.argv[2]))
