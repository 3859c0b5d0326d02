"""A ratio is a median of rounds, and a goal is met or missed."""

import pytest

from tests.benchmarks.figures import Baseline, Figure, Goal, percentile, take_turns

FIGURE = Figure("ask", "ask, p50", "ms", (10.0, 40.0, 12.0), Baseline("encode", (20.0, 50.0, 30.0)))


def test_value_and_baseline_are_medians():
    assert (FIGURE.value, FIGURE.baseline.value) == (12.0, 30.0)


def test_the_ratio_is_the_median_of_the_rounds_and_not_of_the_medians():
    assert FIGURE.ratio == pytest.approx(0.5)  # of 0.5, 0.8, 0.4; the medians' would be 0.4


def test_a_figure_without_a_baseline_has_no_ratio():
    lone = Figure("ask", "ask", "ms", (1.0,))

    assert lone.ratio is None
    with pytest.raises(ValueError, match="no baseline"):
        lone.reaches(Goal(1, is_ratio=True))


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal(12), True),
        (Goal(11.9), False),
        (Goal(0.5, is_ratio=True), True),
        (Goal(0.49, is_ratio=True), False),
        (Goal(12, is_floor=True), True),
        (Goal(0.51, is_ratio=True, is_floor=True), False),
    ],
)
def test_a_goal_bounds_the_value_or_the_ratio(goal, met):
    assert FIGURE.reaches(goal) is met


def test_a_goal_reads_as_in_the_table():
    goals = Goal(215), Goal(1.3, is_ratio=True, is_floor=True)

    assert [str(goal) for goal in goals] == ["<= 215", ">= 1.3 x"]


def test_everybody_has_a_turn_in_each_round_and_nobody_is_always_first():
    order = []

    values = take_turns(2, {"a": lambda: order.append("a") or 1, "b": lambda: order.append("b")})

    assert order == ["a", "b", "b", "a"]
    assert values == {"a": (1, 1), "b": (None, None)}


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (0.99, 99), (1, 100), (0, 1)])
def test_a_percentile_is_one_of_the_values(share, value):
    assert percentile(list(range(100, 0, -1)), share) == value
