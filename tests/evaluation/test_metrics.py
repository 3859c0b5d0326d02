"""The measures, by values computed by hand."""

import numpy as np
import pytest

from index import Document, Hit, Quotation
from tests.evaluation import data, metrics, quotes, sentences, trecqa, whosaid
from tests.evaluation.data import Choice, QuotedArticle, SaidQuestion, SplitText, Statement
from tests.evaluation.figures import Label, mean
from tests.evaluation.reliability import expected_calibration_error, reliability
from tests.evaluation.retrieval import Outcome

HIT = (0, 10)


@pytest.mark.parametrize(
    ("passage", "answer", "expected"),
    [
        ((0, 10), (5, 15), True),  # exactly half
        ((0, 9), (5, 15), False),  # four of ten
        ((0, 10), (10, 12), False),  # they only touch
        ((0, 10), (4, 5), True),
    ],
)
def test_a_passage_covers_an_answer_from_half_of_its_characters(passage, answer, expected):
    assert metrics.covers(passage, answer) is expected


def test_the_first_rank_counts_from_one_and_is_zero_where_nothing_is_right():
    assert metrics.first_rank([False, False, True, True]) == 3
    assert metrics.first_rank([False]) == 0
    assert metrics.first_rank([]) == 0


def test_recall_and_reciprocal_rank_of_one_ranking():
    assert [metrics.recall_at_k(3, k) for k in (1, 3, 5)] == [0.0, 1.0, 1.0]
    assert metrics.recall_at_k(0, 5) == 0.0
    assert metrics.reciprocal_rank(4) == 0.25
    assert metrics.reciprocal_rank(11, k=10) == 0.0
    assert metrics.reciprocal_rank(0) == 0.0


def test_precision_at_k_divides_by_what_there_is():
    assert metrics.precision_at_k([True, False, True, True], 3) == pytest.approx(2 / 3)
    assert metrics.precision_at_k([True], 3) == 1.0
    assert metrics.precision_at_k([], 3) == 0.0


def test_average_precision_is_the_mean_precision_at_each_right_one():
    assert metrics.average_precision([True, False, True]) == pytest.approx((1 + 2 / 3) / 2)


def test_f1_is_the_harmonic_mean():
    assert metrics.f1(0.5, 1.0) == pytest.approx(2 / 3)
    assert metrics.f1(0.0, 0.0) == 0.0


def test_auroc_is_the_share_of_pairs_in_order_with_ties_half():
    # pairs: .9 above both, .5 above .1 and equal to .5: (2 + 1.5) / 4
    assert metrics.auroc(np.array([0.9, 0.5]), np.array([0.5, 0.1])) == 0.875


def test_auroc_puts_finding_nothing_below_everything():
    assert metrics.auroc(np.array([0.1]), np.array([float("-inf")])) == 1.0


def test_kept_when_refused_is_the_share_above_the_threshold():
    negative = np.arange(10) / 10  # refusing 90 % of them takes a threshold of 0.9

    assert metrics.kept_when_refused(np.array([0.95, 0.91, 0.9, 0.2]), negative) == 0.5


def test_the_bootstrap_interval_of_a_constant_is_that_constant():
    assert metrics.bootstrap_interval(np.mean, np.full(7, 0.3)) == pytest.approx((0.3, 0.3))


def test_the_bootstrap_interval_of_a_proportion_is_about_two_standard_errors_each_way():
    sample = np.repeat([0.0, 1.0], 200)  # standard error 0.5 / sqrt(400) = 0.025

    low, high = metrics.bootstrap_interval(np.mean, sample)

    assert (low, high) == pytest.approx((0.451, 0.549), abs=0.008)
    assert metrics.bootstrap_interval(np.mean, sample) == (low, high)  # seeded


def test_questions_of_one_article_are_drawn_together():
    values, label = [1.0] * 50 + [0.0] * 50, Label("task", "all", "R@1", "system")

    of_two_articles = mean(label, values, ["a"] * 50 + ["b"] * 50)
    of_their_own = mean(label, values, [str(i) for i in range(100)])

    assert (of_two_articles.value, of_two_articles.n) == (0.5, 100)
    assert (of_two_articles.low, of_two_articles.high) == (0.0, 1.0)
    assert of_their_own.high < 0.62


def test_the_calibration_error_is_the_mean_distance_of_confidence_and_truth():
    # bin .2: confidence .25 and nothing right; bin .9: confidence .95 and all right
    pairs = np.array([(0.25, 0), (0.25, 0), (0.95, 1), (0.95, 1)])

    assert expected_calibration_error(pairs) == pytest.approx((2 * 0.25 + 2 * 0.05) / 4)


def test_reliability_bins_by_confidence_and_counts_the_uncovered_as_wrong():
    covered = data.Question("a?", "article", "answerable", "s", True, (HIT,))
    absent = data.Question("b?", None, "out_of_corpus", "s", False, ())

    figures = reliability([Outcome(covered, 1, 0.84), Outcome(absent, 0, 0.86)])

    found = {(f.label.part, f.label.metric): (f.value, f.n) for f in figures}
    assert found["0.8 to 0.9", "share right"] == (0.5, 2)
    assert found["0.8 to 0.9", "mean confidence"] == (pytest.approx(0.85), 2)
    assert found["all", "calibration error"] == (pytest.approx(0.35), 2)


def test_sentence_starts_are_compared_without_the_texts_own():
    text = SplitText("One. Two. Three.", "en", "clean", True, (0, 5, 10))

    boundaries = sentences.compare(text, [0, 5, 7])

    assert (boundaries.right, boundaries.found, boundaries.gold) == (1, 2, 2)
    assert sentences.boundary_f1(np.array([(1, 2, 2), (2, 2, 2)])) == pytest.approx(6 / 8)


def test_candidates_without_a_hit_stand_last():
    choice = Choice("q", "?", ("zero", "one", "two"), (True, False, True))

    assert trecqa.ranked(choice, [Hit("2", "q", 0, 3, 0.9), Hit("2", "q", 4, 5, 0.8)]) == [
        True,
        True,
        False,
    ]


def test_showing_what_a_pronoun_says_is_right_and_missing_it_is_not_wrong():
    question = SaidQuestion("?", "a", "answerable", True, gold=((0, 40),), silver=((100, 110),))

    showing = whosaid.shown(question, [Hit("a", "c", 100, 106, 0.7), Hit("a", "c", 19, 39, 0.6)])

    assert (showing.right, showing.recall, showing.score) == ((True, True), 1.0, 0.7)


def test_a_quotation_is_found_right_and_wrong_names_are_told_from_none():
    said = "“It rains a lot,” said Ann Lee. “Indeed it does.”"
    statements = (
        Statement("direct", ((0, 17),), "Ann Lee", "named"),
        Statement("direct", ((32, 49),), "Bob Ray", "named"),
    )
    article = QuotedArticle(Document("a", "a", said), statements, ())
    quotations = [Quotation(0, 17, "Lee", None), Quotation(32, 49, "Ann Lee", None)]

    comparison = quotes.compare(article, quotations)

    assert (comparison.right, comparison.predicted) == (2, 2)
    assert (comparison.found, comparison.gold) == (2, 2)
    assert [(a.is_right, a.is_wrong) for a in comparison.attributions] == [
        (True, False),
        (False, True),
    ]


def test_the_same_person_ends_in_the_same_name():
    assert quotes.is_same_person("Peskov", "Kremlin spokesman Dmitry Peskov")
    assert quotes.is_same_person("Hillary Clinton, the candidate", "Clinton’s")
    assert not quotes.is_same_person("Donald Trump", "Mike Pence")
