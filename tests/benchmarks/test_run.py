"""What was measured as JSON and chart, and the command."""

import json
from dataclasses import replace

from click.testing import CliRunner
from PIL import Image
from rich.console import Console

from tests.benchmarks import __main__ as command
from tests.benchmarks.chart import draw
from tests.benchmarks.facts import facts
from tests.benchmarks.figures import Baseline, Figure, Goal
from tests.benchmarks.growth import UNITS, figures_of
from tests.benchmarks.page import tables_of, write_page
from tests.benchmarks.report import merged, print_table, read_json, shown, write_json

ASK = Figure(
    "ask", "ask, p50", "ms", (10.0, 12.0), Baseline("encode", (20.0, 20.0)),
    (Goal(0.6, is_ratio=True), Goal(5)),
)  # fmt: skip
SIZES = 1_000, 10_000, 100_000
COSTS = [dict.fromkeys(UNITS, each) for each in ([1.0, 3.0], [5.0, 45.0], [60.0, 495.0])]


def test_growth_is_held_against_the_size_before():
    first, second, third = figures_of("ask, p50", SIZES, COSTS)

    assert (first.baseline, first.size, second.size) == (None, 1_000, 10_000)
    assert (second.baseline.name, second.ratio) == ("1,000 sentences", 10.0)
    assert (third.baseline.name, third.ratio) == ("10,000 sentences", 11.5)
    assert [figure.reaches(figure.goals[0]) for figure in (second, third)] == [True, False]


def test_what_was_not_there_at_the_size_before_has_no_baseline():
    costs = [dict.fromkeys(UNITS, each) for each in ([0.0], [15.0], [150.0])]

    first, second, third = figures_of("disk, file of vectors", SIZES, costs)

    assert (first.baseline, second.baseline, third.ratio) == (None, None, 10.0)


def test_what_was_measured_is_written_as_json_and_chart(tmp_path):
    figures = [ASK, *figures_of("disk, database", SIZES, COSTS)]
    write_json(figures, {"cores": 2}, tmp_path / "benchmarks.json")
    draw(figures, tmp_path / "benchmarks.png")

    written = json.loads((tmp_path / "benchmarks.json").read_text(encoding="utf-8"))
    assert written["measured_with"] == {"cores": 2}
    assert written["figures"][0]["rounds"] == [10.0, 12.0]
    assert written["figures"][0]["value"] == 11.0
    assert written["figures"][0]["ratio"] == 0.55
    assert [goal["met"] for goal in written["figures"][0]["goals"]] == [True, False]
    with Image.open(tmp_path / "benchmarks.png") as image:
        assert image.width > image.height > 500


def test_a_page_has_a_table_for_each_task(tmp_path):
    disk = list(figures_of("disk, database", SIZES, COSTS))
    write_page(tmp_path / "page.md", "What", tables_of([ASK, *disk]), {"cores": 2})

    written = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert written.startswith("# What\n\n## ask\n\n| what | value |")
    assert "| ask, p50 | 11 ms | encode | 20 ms | 0.55 | <= 0.6 x met, <= 5 MISSED |" in written
    assert written.index("## ask") < written.index("## growth") < written.index("| cores | 2 |")


def test_what_is_measured_again_takes_its_place_among_earlier_figures(tmp_path):
    disk = list(figures_of("disk, database", SIZES, COSTS))
    write_json([ASK, *disk], {}, tmp_path / "benchmarks.json")
    again, new = replace(ASK, rounds=(9.0,)), replace(ASK, what="ask, p95")

    figures = merged(read_json(tmp_path / "benchmarks.json"), [again, new])

    assert figures == [again, new, *disk]


def test_the_table_says_what_was_missed(capsys):
    print_table([ASK], 2, Console(width=160))

    printed = capsys.readouterr().out
    assert "<= 0.6 x met" in printed
    assert "<= 5 MISSED" in printed
    assert "over 2 rounds" in printed


def test_numbers_have_three_digits_that_count():
    assert [shown(x) for x in (0.01234, 4.567, 45.67, 456.7, 12345.6)] == [
        "0.0123", "4.57", "45.7", "457", "12,346",
    ]  # fmt: skip


def test_the_machine_is_named():
    named = facts()

    assert named["cores"] >= 1
    assert named["numpy"].count(".") == 2
    assert "kB" in named["memory"]


def test_a_task_that_does_not_exist_is_refused_with_those_that_do():
    result = CliRunner().invoke(command.main, ["--only", "asks"])

    assert result.exit_code == 2
    assert "no task 'asks'; there are bot, ask" in result.output


def test_a_task_that_fails_does_not_end_the_others_and_is_named_in_the_end(tmp_path, monkeypatch):
    def fail(bench):
        raise RuntimeError("the bot ended with -9")

    monkeypatch.setitem(command.TASKS, "bot", fail)
    monkeypatch.setitem(command.TASKS, "ask", lambda bench: [ASK])
    folders = ["--out", str(tmp_path), "--kept", str(tmp_path)]

    result = CliRunner().invoke(command.main, ["--only", "bot,ask", *folders])

    assert read_json(tmp_path / "benchmarks.json") == [ASK]
    assert (tmp_path / "benchmarks.png").exists()
    assert result.exit_code == 1
    assert "RuntimeError: the bot ended with -9" in result.stderr
    assert "Not measured, see above: bot" in result.stderr
