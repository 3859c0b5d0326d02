"""A real limit on memory: the bot lives within 512 MB, and does not within 100."""

import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks import limit
from tests.benchmarks.bench import Bench
from tests.benchmarks.fence import VERSIONS, _made, fence
from tests.benchmarks.limit import Death, Life, figures_of, life
from tests.benchmarks.texts import Words, Writer, own_samples

WITHIN = """
import subprocess, time
from tests.benchmarks.fence import fence

with fence(512) as within:
    process = subprocess.Popen([*within.prefix, "sleep", "600"])
    while str(process.pid) not in (within.group / "cgroup.procs").read_text():
        pass
    print(within.group, flush=True)
    time.sleep(600)
"""
LIFE = Life(ready=0.9, added=200, median=90, slow=150, resident=280, charged=None)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """With less to add and to ask, and a library of our three samples."""
    for name, number in {"ARTICLES": 2, "QUESTIONS": 5}.items():
        monkeypatch.setattr(limit, name, number)
    return Bench.open(1, Writer(own_samples(), Words.of_model()), tmp_path)


@pytest.fixture
def counted() -> None:
    """Skips where nothing but RLIMIT_DATA can be had, which counts otherwise."""
    with fence(512) as within:
        if within.group is None:
            pytest.skip("control groups cannot be made here: that takes root, or a container's own")


@pytest.mark.usefixtures("counted")
async def test_the_bot_lives_within_512_mb(bench):
    lived = await life(bench, 512, 60)

    assert 50 < lived.charged <= 512
    assert 50 < lived.resident <= 512
    assert 0 < lived.median <= lived.slow
    assert 0 < lived.ready < 600


@pytest.mark.usefixtures("counted")
async def test_within_100_mb_the_kernel_ends_it_and_that_is_told(bench):
    died = await life(bench, 100, 60)

    # The kernel may count one process twice, when two of its threads ask at once.
    assert re.fullmatch(
        r"the bot ended with -9; the kernel ended [1-9] processes for want of memory", died.why
    )


@pytest.mark.usefixtures("counted")
def test_what_runs_within_a_limit_is_ended_with_it():
    with fence(512) as within:
        process = subprocess.Popen([*within.prefix, "sleep", "600"])
        while str(process.pid) not in (within.group / "cgroup.procs").read_text():
            assert process.poll() is None

    assert process.wait() == -signal.SIGKILL
    assert not within.group.exists()


@pytest.mark.usefixtures("counted")
def test_who_is_told_to_end_leaves_no_group_behind():
    command = [sys.executable, "-c", WITHIN]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as measuring:
        group = Path(measuring.stdout.readline().strip())
        assert group.is_dir()
        measuring.terminate()

    assert measuring.returncode == 128 + signal.SIGTERM
    assert not group.exists()


def test_a_folder_that_is_no_hierarchy_of_control_groups_is_passed_over(tmp_path):
    assert [_made(replace(version, root=tmp_path), 512) for version in VERSIONS] == [None, None]
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_died_is_counted_and_has_no_times():
    completed, ready, *_ = figures_of("cgroup v1", 60, [LIFE, Death("it ended"), LIFE])

    assert completed.rounds == (1, 0, 1)
    assert ready.rounds == (0.9, 0.9)


def test_where_everything_died_there_is_one_figure_and_it_misses_its_goal():
    (completed,) = figures_of("cgroup v1", 60, [Death("it ended")])

    assert completed.value == 0
    assert not completed.reaches(completed.goals[0])


def test_what_nobody_counts_is_no_figure():
    assert not [f for f in figures_of("RLIMIT_DATA", 60, [LIFE]) if "charged" in f.what]
