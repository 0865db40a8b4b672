"""Intervals hold what they say, and a paired test tells a difference from chance."""

import numpy as np
import pytest

from evaluation.judged.statistics import apart, compare, mean


def test_the_interval_of_a_mean_is_that_of_the_normal_distribution():
    values = np.random.default_rng(3).normal(0.5, 0.2, 400)
    found = mean(values.tolist())
    assert found.value == pytest.approx(values.mean())
    assert found.count == 400
    half = 1.96 * values.std() / 20
    assert found.interval == pytest.approx((found.value - half, found.value + half), abs=0.003)


def test_the_same_values_give_the_same_interval():
    values = [0.0, 1.0, 0.5, 0.25] * 10
    assert mean(values) == mean(values)


def test_about_95_of_100_intervals_hold_the_true_mean():
    random = np.random.default_rng(5)
    held = 0
    for _ in range(200):
        low, high = mean(random.binomial(1, 0.6, 150).astype(float).tolist()).interval
        held += low <= 0.6 <= high
    assert 180 <= held <= 199


def test_a_steady_difference_is_sure_though_the_values_differ_widely():
    theirs = np.random.default_rng(7).uniform(0, 0.8, 60)
    found = compare((theirs + 0.05).tolist(), theirs.tolist())
    assert found.difference == pytest.approx(0.05)
    assert found.interval == pytest.approx((0.05, 0.05))
    assert found.ratio == pytest.approx((theirs.mean() + 0.05) / theirs.mean())
    assert found.p < 0.001


def test_six_wins_of_six_are_as_likely_by_chance_as_counting_says():
    found = compare([1.0] * 6, [0.0] * 6)
    assert found.p == pytest.approx(2 / 2**6, abs=0.01)
    assert found.ratio == float("inf")


def test_no_difference_is_no_evidence():
    found = compare([0.1, 0.9, 0.5], [0.1, 0.9, 0.5])
    assert (found.difference, found.interval, found.p) == (0, (0, 0), 1)


def test_few_errors_of_the_first_kind():
    random = np.random.default_rng(9)
    values = random.uniform(size=(100, 2, 30))
    assert sum(compare(a.tolist(), b.tolist()).p <= 0.05 for a, b in values) <= 11


def test_values_of_other_queries_cannot_be_compared():
    with pytest.raises(ValueError, match="shorter"):
        compare([1.0, 0.5], [1.0])


def test_means_of_other_queries_stand_apart():
    difference, (low, high) = apart([1.0] * 50 + [0.0] * 50, [0.0] * 80)
    assert difference == 0.5
    assert 0.38 < low < 0.42
    assert 0.58 < high < 0.62
