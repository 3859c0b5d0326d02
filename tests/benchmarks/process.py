"""Fresh processes, and how much memory a process and its children hold."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
MB = 1 << 20  # bytes, as hosts count
# One thread for everybody: two that wait for each other on a busy machine are slower than one.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
OFFLINE = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


class Process:
    """`python -m MODULE ARGUMENT...`, which answers lines of JSON; a context manager.

    It says first that it is ready; entering the block waits for that.
    """

    def __init__(self, python: str | Path, module: str, *arguments: object) -> None:
        self._command = [str(python), "-m", module, *map(str, arguments)]

    def __enter__(self) -> Self:
        began = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=os.environ | ONE_THREAD | OFFLINE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._receive()
        self.started = time.perf_counter() - began  # seconds
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait()

    def __call__(self, order: Any) -> Any:
        """What it makes of this order. Raises RuntimeError if it has ended."""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
        return self._receive()

    @property
    def memory(self) -> float:
        """MB resident at the moment."""
        return resident(self._process.pid)

    def _receive(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{' '.join(self._command)} ended with {self._process.wait()}")
        return json.loads(line)


def worker(name: str, *arguments: object) -> Process:
    """One of the works in workers.py, in a process of its own."""
    return Process(sys.executable, "tests.benchmarks.workers", name, *arguments)


def resident(pid: int, field: str = "VmRSS") -> float:
    """MB that a process and all its descendants hold: VmRSS now, VmHWM each at its most."""
    return sum(_status(each, field) for each in _family(pid)) / MB


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from _family(int(child))


def _status(pid: int, field: str) -> int:
    """Bytes; Linux writes "VmRSS:    1234 kB"."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1]) * 1024
    return 0
