"""A hard limit on the memory of a process and its children, of the strictest kind that there is.

A control group counts what a host with that limit counts, file cache included, and the kernel
ends who asks for more. It takes root, and a hierarchy that may be written; without it there is
`RLIMIT_DATA`, which takes no rights.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.process import MB

# Libraries reserve memory that they never touch: BLAS 448 MB, the stacks of threads 64. RLIMIT_DATA
# counts it (setrlimit(2), Linux 4.7), so it is allowed on top.
SET_ASIDE = 512  # MB
PATIENCE = 10.0  # seconds
ENTER = 'echo $$ > "$0" && exec "$@"'  # the shell becomes the command, all of which then counts


@dataclass(frozen=True, slots=True)
class Version:
    """A version of control groups: where they are made, and what their files are called.

    Linux, Documentation/admin-guide/cgroup-v1/memory.rst and cgroup-v2.rst.
    """

    name: str
    root: Path
    limit: str
    swap: str
    peak: str
    kills: str  # a file with a line "oom_kill NUMBER"
    counts_both: bool  # whether the limit on swap is one on memory and swap together


VERSIONS = (
    Version("cgroup v1", Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes",
            "memory.memsw.limit_in_bytes", "memory.max_usage_in_bytes", "memory.oom_control", True),
    Version("cgroup v2", Path("/sys/fs/cgroup"), "memory.max", "memory.swap.max", "memory.peak",
            "memory.events", False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fence:
    """A limit; a command behind `prefix` starts within it."""

    kind: str
    prefix: tuple[str, ...]
    group: Path | None = None
    version: Version | None = None

    @property
    def peak(self) -> float | None:
        """MB that were charged at most, file cache included; None where nobody counts."""
        if self.group is None or not (path := self.group / self.version.peak).exists():
            return None  # memory.peak came with Linux 5.19
        return int(path.read_text(encoding="ascii")) / MB

    @property
    def kills(self) -> int:
        """How many processes the kernel has ended for want of memory."""
        if self.group is None:
            return 0
        lines = (self.group / self.version.kills).read_text(encoding="ascii").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("oom_kill ")), 0)


@contextmanager
def fence(megabytes: int) -> Iterator[Fence]:
    """A limit of so many MB; after the block what still runs within it is ended. SIGTERM ends
    the block too. For the main thread."""
    for version in VERSIONS:
        with _ended_by_sigterm():
            if group := _made(version, megabytes):
                enter = ("sh", "-c", ENTER, str(group / "cgroup.procs"))
                try:
                    yield Fence(version.name, enter, group, version)
                finally:
                    _remove(group)
                return
    allowed = (megabytes + SET_ASIDE) * MB
    kind = f"RLIMIT_DATA, {SET_ASIDE} MB set aside"
    yield Fence(kind, ("prlimit", f"--data={allowed}:{allowed}"))


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """As Ctrl-C ends it: what is to be done after the block is done."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _made(version: Version, megabytes: int) -> Path | None:
    """A new group with that limit; None where such groups cannot be made."""
    group = version.root / f"ask-the-article-{os.getpid()}"
    try:
        group.mkdir()
    except OSError:
        return None
    try:
        with (group / version.limit).open("r+", encoding="ascii") as file:  # the kernel made it
            file.write(str(megabytes * MB))
        if (swap := group / version.swap).exists():
            swap.write_text(str(megabytes * MB * version.counts_both), encoding="ascii")
    except OSError:
        group.rmdir()
        return None
    return group


def _remove(group: Path) -> None:
    """Raises OSError if it is busy for long: the kernel lets go of a killed process bit by bit."""
    until = time.monotonic() + PATIENCE
    while True:
        for process in (group / "cgroup.procs").read_text(encoding="ascii").split():
            with suppress(ProcessLookupError):
                os.kill(int(process), signal.SIGKILL)
        try:
            return group.rmdir()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
