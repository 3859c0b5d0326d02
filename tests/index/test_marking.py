"""Which words are marked, from the logits of each token."""

import numpy as np
import pytest

from index.marking import LONGEST, Mark, mark


def logits(tokens: int, **high: float) -> np.ndarray:
    """Logits of -20, but for the tokens t0, t1, ... that are named."""
    values = np.full(tokens, -20.0)
    for name, value in high.items():
        values[int(name[1:])] = value
    return values


def test_a_span_without_a_rival_is_marked():
    assert mark(logits(9, t2=5.0), logits(9, t4=5.0)) == Mark(2, 4, pytest.approx(10.0))


def test_the_last_token_never_comes_before_the_first():
    found = mark(logits(9, t6=9.0, t1=5.0), logits(9, t2=9.0))

    assert (found.first, found.last) == (1, 2)


def test_no_answer_is_longer_than_the_longest():
    tokens = LONGEST + 2
    first, last = logits(tokens, t0=9.0), logits(tokens, **{f"t{tokens - 1}": 9.0})

    found = mark(first, last)

    assert found.last - found.first < LONGEST


def test_many_that_agree_outweigh_the_likeliest_that_is_alone():
    first = logits(30, t0=2.0, t26=1.5, t27=1.5, t28=1.5)
    last = logits(30, t1=2.0, t29=1.6)

    found = mark(first, last)

    assert (found.first, found.last) == (27, 29)
    assert found.logit == pytest.approx(4.0)  # of the likeliest, 0 to 1


def test_a_lone_token_is_marked():
    assert mark(np.array([0.5]), np.array([0.25])) == Mark(0, 0, pytest.approx(0.75))
