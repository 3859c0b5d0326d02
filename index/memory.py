"""How much memory this process may still take. Linux only: elsewhere nothing is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MEMINFO = Path("/proc/meminfo")
OWN_GROUPS = Path("/proc/self/cgroup")
HIERARCHIES = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True)
class Version:
    """What a version of control groups calls its files (Linux, admin-guide/cgroup-v2.rst, and
    admin-guide/cgroup-v1/memory.rst)."""

    limit: str
    use: str
    idle: str  # a line of memory.stat: cached files that nobody has opened lately


FIRST = Version("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
SECOND = Version("memory.max", "memory.current", "inactive_file")


def available() -> int | None:
    """Bytes free on the machine or within a limit on this process, whichever are fewer; None if
    unknown."""
    known = [_of_machine(), *(_within(group, version) for group, version in _groups())]
    return min((amount for amount in known if amount is not None), default=None)


def _of_machine() -> int | None:
    try:
        lines = MEMINFO.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) * 1024 if found else None


def _groups() -> Iterator[tuple[Path, Version]]:
    """The groups that this process is in, each with those around it, which limit it too.

    A container sees its own group as the root, and may be told a path that it cannot see.
    """
    try:
        lines = OWN_GROUPS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return
    for _, controllers, path in (line.split(":", 2) for line in lines):
        is_first = "memory" in controllers.split(",")
        root = HIERARCHIES / "memory" if is_first else HIERARCHIES
        if is_first or not controllers:
            own = root / path.lstrip("/")
            for group in (own, *own.parents):
                if group.is_relative_to(root):
                    yield group, FIRST if is_first else SECOND


def _within(group: Path, version: Version) -> int | None:
    """What is left to a group. Idle files in its memory are given back to it when it needs more."""
    try:
        most, used, counts = (
            (group / name).read_text(encoding="ascii")
            for name in (version.limit, version.use, "memory.stat")
        )
    except OSError:
        return None
    idle = dict(line.split() for line in counts.splitlines()).get(version.idle, 0)
    return int(most) - int(used) + int(idle) if most.strip().isdigit() else None  # "max": none
