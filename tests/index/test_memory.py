"""The memory that is left: of the machine, or within a limit on the process, as a host sets it."""

import subprocess
import sys
from pathlib import Path

import pytest

from index import memory
from tests.benchmarks.fence import fence
from tests.benchmarks.process import MB, ROOT


@pytest.fixture
def limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes groups of one version; each is given as (limit, use, idle files)."""
    monkeypatch.setattr(memory, "OWN_GROUPS", tmp_path / "own")
    monkeypatch.setattr(memory, "HIERARCHIES", tmp_path)

    def make(line: str, groups: dict[str, tuple[str, int, int]], version: memory.Version) -> None:
        (tmp_path / "own").write_text(f"5:cpu:/elsewhere\n{line}\n", encoding="ascii")
        for name, (limit, use, idle) in groups.items():
            group = tmp_path / name
            group.mkdir(parents=True, exist_ok=True)
            (group / version.limit).write_text(f"{limit}\n", encoding="ascii")
            (group / version.use).write_text(f"{use}\n", encoding="ascii")
            stat = f"anon 7\n{version.idle} {idle}\n"
            (group / "memory.stat").write_text(stat, encoding="ascii")

    return make


@pytest.mark.parametrize(
    ("line", "groups", "version"),
    [
        # systemd's MemoryMax: the limit is on the group of the service
        ("0::/system.slice/bot.service",
         {"system.slice/bot.service": ("512000", 300000, 50000)}, memory.SECOND),
        # its slice has less left
        ("0::/system.slice/bot.service",
         {"system.slice/bot.service": ("max", 300000, 50000),
          "system.slice": ("600000", 400000, 62000)}, memory.SECOND),
        # a container: its group is the root
        ("0::/", {".": ("512000", 300000, 50000)}, memory.SECOND),
        ("4:memory:/docker/abc", {"memory": ("512000", 300000, 50000)}, memory.FIRST),
        ("4:memory:/bot", {"memory/bot": ("512000", 300000, 50000)}, memory.FIRST),
    ],
)  # fmt: skip
def test_what_is_left_within_a_limit_counts_idle_files_as_free(limited, line, groups, version):
    limited(line, groups, version)

    assert memory.available() == 262000


def test_without_a_limit_it_is_the_machine_s(limited):
    limited("0::/bot", {"bot": ("max", 300000, 50000)}, memory.SECOND)

    assert memory.available() > 1_000_000


def test_the_limit_of_a_real_group_is_seen():
    with fence(200) as within:
        if within.group is None:
            pytest.skip("control groups cannot be made here: that takes root, or a container's own")
        told = "from index import memory; print(memory.available())"
        command = [*within.prefix, sys.executable, "-c", told]
        free = int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)

    assert 100 * MB < free < 200 * MB
