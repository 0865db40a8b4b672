"""The baselines join two lists as they are usually joined."""

import pytest

from evaluation.judged import fusing

WORDS = {"a": 9.0, "b": 5.0, "c": 1.0}
MEANING = {"b": 0.9, "d": 0.8, "a": 0.7}


def test_ranks_are_fused_with_the_constant_60():
    fused = fusing.reciprocal_ranks(WORDS, MEANING)
    assert fused["b"] == pytest.approx(1 / 62 + 1 / 61)
    assert fusing.top(fused, 2) == ["b", "a"]


def test_scores_are_spread_and_weighted_three_to_seven():
    fused = fusing.min_max(WORDS, MEANING)
    assert fused["a"] == pytest.approx(0.3)
    assert fused["b"] == pytest.approx(0.3 * 0.5 + 0.7)
    assert fused["c"] == 0


def test_an_empty_list_leaves_the_other_as_it_is():
    assert fusing.top(fusing.min_max({}, MEANING), 3) == ["b", "d", "a"]
    assert fusing.top(fusing.reciprocal_ranks({}, MEANING), 3) == ["b", "d", "a"]


def test_equal_scores_stand_by_id():
    assert fusing.top({"b": 1.0, "a": 1.0}, 2) == ["a", "b"]
    assert fusing.min_max({"b": 1.0, "a": 1.0}, {}) == {"a": 0.3, "b": 0.3}
