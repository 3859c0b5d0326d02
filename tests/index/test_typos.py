import pytest

from index.typos import closest

KNOWN = ["barrier", "carrier", "household", "peskov", "river"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("peskow", "peskov"),  # changed
        ("peksov", "peskov"),  # swapped
        ("barier", "barrier"),  # left out
        ("rivver", "river"),  # put in
        ("houshhold", "household"),
        ("housseold", "household"),
    ],
)
def test_a_slip_is_forgiven(word, meant):
    assert closest(word, KNOWN) == meant


@pytest.mark.parametrize("word", ["merkel", "rive", "arrier", "peskvo1"])
def test_another_word_stays_itself(word):
    assert closest(word, KNOWN) is None


def test_two_slips_are_forgiven_in_long_words_only():
    assert closest("hausehhold", KNOWN) == "household"
    assert closest("bariar", KNOWN) is None
