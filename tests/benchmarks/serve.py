"""The other end of process.py: orders from stdin, results to stdout. Standard library only."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Work = Callable[[Any], Any]


def serve(start: Callable[[], Work]) -> None:
    """Start, say "ready", then turn every order into a result. What libraries print goes to
    stderr."""
    answers, sys.stdout = sys.stdout, sys.stderr
    work = start()
    print(json.dumps("ready"), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(work(json.loads(line))), file=answers, flush=True)


def seconds(job: Callable[[], Any]) -> float:
    """How long a job takes."""
    began = time.perf_counter()
    job()
    return time.perf_counter() - began
