"""Intervals and paired tests by drawing; the same values give the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SEED = 1
_DRAWN = 5_000
_AT_ONCE = 500
"""Draws held in memory together: 4 MB for a thousand queries."""
_OUTSIDE = (0.025, 0.975)
"""What a 95 % interval leaves out on either side."""

Interval = tuple[float, float]
_Values = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Mean:
    """A mean over queries with its 95 % interval."""

    value: float
    interval: Interval
    count: int


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What one system has more than another on the same queries."""

    difference: float
    """Of the means."""
    interval: Interval
    """95 %, over queries."""
    ratio: float
    """Of the means; infinite where the other has nothing."""
    ratio_interval: Interval
    p: float
    """How often chance alone gives a difference as large, in either direction."""
    count: int


def mean(values: Sequence[float]) -> Mean:
    """Return the mean of ``values`` (one a query, at least one) and its bootstrap interval."""
    table = np.asarray(values, np.float64)[:, None]
    drawn = _drawn_means(table)[:, 0]
    return Mean(value=float(table.mean()), interval=_interval(drawn), count=len(values))


def compare(ours: Sequence[float], theirs: Sequence[float]) -> Comparison:
    """Compare values of the same queries in the same order.

    Intervals by paired bootstrap; ``p`` by flipping the signs of the differences at random
    (two-sided permutation test), which asks nothing of how they are distributed. Raises ValueError
    where the numbers of values differ.
    """
    pairs = np.array(list(zip(ours, theirs, strict=True)), np.float64)
    drawn = _drawn_means(pairs)
    means = pairs.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(drawn[:, 1] > 0, drawn[:, 0] / drawn[:, 1], np.inf)
        ratio = float(means[0] / means[1]) if means[1] else float("inf")
    return Comparison(
        difference=float(means[0] - means[1]),
        interval=_interval(drawn[:, 0] - drawn[:, 1]),
        ratio=ratio,
        ratio_interval=_interval(ratios),
        p=_sign_flip(pairs[:, 0] - pairs[:, 1]),
        count=len(pairs),
    )


def apart(one: Sequence[float], other: Sequence[float]) -> tuple[float, Interval]:
    """Return the difference of the means of two sets of other queries, with its interval."""
    first, second = (np.asarray(values, np.float64)[:, None] for values in (one, other))
    drawn = _drawn_means(first)[:, 0] - _drawn_means(second, _SEED + 1)[:, 0]
    return float(first.mean() - second.mean()), _interval(drawn)


def _drawn_means(table: _Values, seed: int = _SEED) -> _Values:
    """Return the column means of tables drawn from the rows of ``table``: (draws, columns)."""
    random = np.random.default_rng(seed)
    count = len(table)
    parts = [
        table[random.integers(count, size=(_AT_ONCE, count))].mean(axis=1)
        for _ in range(_DRAWN // _AT_ONCE)
    ]
    return np.concatenate(parts)


def _sign_flip(differences: _Values) -> float:
    random = np.random.default_rng(_SEED)
    observed = abs(differences.sum())
    reached = 0
    for _ in range(_DRAWN // _AT_ONCE):
        signs = random.integers(2, size=(_AT_ONCE, len(differences))) * 2 - 1
        # Sums that are equal but for rounding count as reached.
        reached += int((np.abs(signs @ differences) >= observed - 1e-9).sum())
    return (1 + reached) / (1 + _DRAWN)


def _interval(drawn: _Values) -> Interval:
    # Values that were drawn, nothing between them: a ratio can be infinite.
    low, high = np.quantile(drawn, _OUTSIDE, method="nearest")
    return float(low), float(high)
