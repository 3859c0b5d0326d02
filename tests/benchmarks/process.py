"""Fresh processes, and how much memory a process and its children hold."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]
MB = 1_000_000
# One thread for everybody: two that wait for each other on a busy machine are slower than one.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
OFFLINE = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}


class Worker:
    """A process that does one thing of workers.py, as often as it is told; a context manager.

    It answers a line of JSON with a line of JSON. Starting waits until it is ready.
    """

    def __init__(self, name: str, *arguments: object) -> None:
        self._command = [sys.executable, "-m", "tests.benchmarks.workers", name]
        self._command += map(str, arguments)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=os.environ | ONE_THREAD | OFFLINE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._receive()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        self._process.wait()

    def __call__(self, order: Any = None) -> Any:
        """What the work returns for this order. Raises RuntimeError if the process has ended."""
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
            raise RuntimeError(f"{' '.join(self._command[2:])} ended with {self._process.wait()}")
        return json.loads(line)


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
