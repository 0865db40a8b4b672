"""Each metric gives the value that its definition gives by hand."""

import math

import pytest

from evaluation.judged import metrics

RIGHT = frozenset("abc")


def test_ndcg_is_one_for_the_best_order_and_falls_with_the_place():
    assert metrics.ndcg(["a", "b", "c", "x"], RIGHT) == pytest.approx(1)
    ideal = 1 + 1 / math.log2(3) + 1 / math.log2(4)
    assert metrics.ndcg(["x", "a"], RIGHT) == pytest.approx((1 / math.log2(3)) / ideal)


def test_ndcg_looks_at_ten_and_asks_no_more_than_ten():
    many = [str(number) for number in range(30)]
    assert metrics.ndcg(many, frozenset(many)) == pytest.approx(1)
    assert metrics.ndcg([*"0123456789", "a"], RIGHT) == 0


def test_reciprocal_rank_is_that_of_the_first_right_one():
    assert metrics.reciprocal_rank(["x", "y", "b", "a"], RIGHT) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(["x"], RIGHT) == 0


def test_precision_is_a_share_of_what_can_be_reached():
    assert metrics.reachable_precision(["a", "x", "y", "z", "w"], frozenset("a")) == 1
    assert metrics.reachable_precision(["a", "x", "b", "z", "w", "c"], RIGHT) == pytest.approx(
        2 / 3
    )
    assert metrics.reachable_precision([], RIGHT) == 0


def test_recall_counts_all_right_ones():
    assert metrics.recall(["x", *"ab"], RIGHT) == pytest.approx(2 / 3)
    assert metrics.recall([str(n) for n in range(50)] + ["a"], RIGHT) == 0


def test_first_hit_and_nothing_found():
    assert metrics.first_right(["a", "x"], RIGHT) == 1
    assert metrics.first_right(["x", "a"], RIGHT) == 0
    assert metrics.first_right([], RIGHT) == 0
    assert metrics.empty([], RIGHT) == 1
    assert metrics.empty(["x"], RIGHT) == 0


def test_the_share_of_a_side_is_of_what_was_found():
    assert metrics.share(["a", "x"], RIGHT) == 0.5
    assert metrics.share([], RIGHT) == 0
    assert metrics.balanced(["a", "x"], RIGHT) == 1
    assert metrics.balanced(["a", "b"], RIGHT) == 0
    assert metrics.balanced(list("xxxxxxxa"), RIGHT) == 0


def test_every_metric_has_a_head_for_its_column():
    assert metrics.HEADS.keys() == metrics.METRICS.keys()
