"""Copies of one sentence are told from reports that differ in what matters."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.copies import is_copy

FERRY = "The ferry to Norham will stop running in May because its engine is worn out."
WORDS = st.lists(
    st.sampled_from("ferry engine river winter council bridge repair money morning".split()),
    min_size=8,
    max_size=20,
)


@pytest.mark.parametrize(
    "copy",
    [
        FERRY,
        f"TIDEWICK (Reuters) - {FERRY}",
        f"TIDEWICK, March 3 (AFP) — {FERRY}",
        f"{FERRY[:-1]}, the council said on Monday.",
        f"{FERRY[:-1]}, officials told Reuters.",
        f"According to officials, {FERRY}",
        f"Officials said on Monday that {FERRY.replace('The', 'the')}",
        FERRY.replace("worn", "completely worn"),
        FERRY.replace("because", "as"),
        FERRY.replace("will stop", "stops"),
    ],
)
def test_a_copy_with_small_changes_is_one(copy):
    assert is_copy(FERRY, copy)
    assert is_copy(copy, FERRY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The blast on the bridge killed 12 people.", "The blast on the bridge killed 21 people."),
        ("The blast killed two of the men there.", "The blast killed three of the men there."),
        ("The flood took two homes at the quay.", "The flood took two hundred homes at the quay."),
        ("Putin will attend the talks in May.", "Putin will not attend the talks in May."),
        ("Putin will attend the talks in May.", "Putin won't attend the talks in May."),
        ("Putin will attend the talks in May.", "Zelensky will attend the talks in May."),
        ("In May the town sued Norham again.", "In May the town sued Tidewick again."),
        (
            "On Monday Russia attacked the forces of Ukraine near the long river bank again today.",
            "On Monday Ukraine attacked the forces of Russia near the long river bank again today.",
        ),
        ("Shares in the company rose by 3 per cent.", "Shares in the company fell by 3 per cent."),
        ("The talks nearly ended in a deal there.", "The talks ended in a deal there."),
        ("The dog bit the man.", "The man bit the dog."),
        ("Salmon have returned to the river.", "The mill on its banks has closed."),
    ],
)
def test_reports_that_differ_in_what_matters_are_no_copies(one, other):
    assert not is_copy(one, other)
    assert not is_copy(other, one)


@settings(max_examples=200)
@given(words=WORDS, place=st.integers(0, 7), number=st.integers(0, 999))
def test_a_number_more_is_never_a_copy(words, place, number):
    text = " ".join(words)
    changed = " ".join([*words[: place + 1], str(number), *words[place + 1 :]])

    assert is_copy(text, text)
    assert not is_copy(text, changed)
    assert not is_copy(changed, text)


@settings(max_examples=200)
@given(words=WORDS, place=st.integers(1, 7), turning=st.sampled_from(["not", "never", "Oslo"]))
def test_a_name_or_a_negation_more_is_never_a_copy(words, place, turning):
    changed = " ".join([*words[:place], turning, *words[place:]])

    assert not is_copy(" ".join(words), changed)


@settings(max_examples=200)
@given(one=st.text(max_size=80), other=st.text(max_size=80))
def test_any_two_texts_are_compared_alike_from_both_sides(one, other):
    assert is_copy(one, one)
    assert is_copy(one, other) == is_copy(other, one)


@pytest.mark.parametrize("text", ["A" * 1_000, "A, " * 333, "said " * 200, "(a) " * 250])
def test_a_hostile_sentence_is_compared_at_once(text):
    began = time.perf_counter()

    for _ in range(10):
        is_copy(text, text + "b")

    assert time.perf_counter() - began < 2
