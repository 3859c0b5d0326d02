"""python -m training.picture DATA WORK: log.jsonl -> docs/reader.png, the learning curve."""

import json
import sys
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

WINDOW = 5  # points of the log that the line averages


def main(work: Path, target: Path = Path("docs/reader.png")) -> None:
    """Draw the loss over the steps; it jumps where most lists begin to come from the articles."""
    with (work / "log.jsonl").open(encoding="utf-8") as lines:
        rows = {row["step"]: row["loss"] for row in map(json.loads, lines)}  # the last of each step
    steps, losses = np.array(list(rows)), np.array(list(rows.values()))
    smooth = np.convolve(losses, np.ones(WINDOW) / WINDOW, mode="valid")
    canvas = Figure(figsize=(8, 4), layout="constrained")
    axes = canvas.subplots()
    axes.plot(steps, losses, lw=0.3, color="#8a8f98")
    axes.plot(steps[WINDOW - 1 :], smooth, color="#1b6ca8")
    axes.set_xlabel("step of 32 lists")
    axes.set_ylabel("loss")
    axes.grid(lw=0.3)
    canvas.savefig(target, dpi=110)


if __name__ == "__main__":
    main(Path(sys.argv[2]))
