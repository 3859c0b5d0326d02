"""How much memory this process may still take. Linux only: elsewhere nothing is known."""

from pathlib import Path

MEMINFO = Path("/proc/meminfo")
CGROUPS = (  # (limit, use) of a container: version 2, then version 1
    ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
    (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes",
    ),
)


def available() -> int | None:
    """Bytes free on the machine or in the container, whichever are fewer; None if unknown."""
    known = [_of_machine(), *(_of_container(Path(limit), Path(use)) for limit, use in CGROUPS)]
    return min((amount for amount in known if amount is not None), default=None)


def _of_machine() -> int | None:
    try:
        lines = MEMINFO.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = [line.split() for line in lines if line.startswith("MemAvailable:")]
    return int(found[0][1]) * 1024 if found else None


def _of_container(limit: Path, use: Path) -> int | None:
    try:
        most, used = limit.read_text(encoding="ascii"), use.read_text(encoding="ascii")
    except OSError:
        return None
    return int(most) - int(used) if most.strip().isdigit() else None  # "max": no limit
