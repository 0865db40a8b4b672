"""How good one list of hits is. Each metric takes the ids found, best first, and those right."""

import math
from collections.abc import Callable, Mapping, Sequence, Set

Metric = Callable[[Sequence[str], Set[str]], float]

BALANCED = (0.3, 0.7)
"""Share of the first ten that the other language may have where both sides have fitting ones."""


def ndcg(found: Sequence[str], right: Set[str], depth: int = 10) -> float:
    """Return the discounted gain of the first ``depth``, as a share of the best that is possible.

    Gains are 0 or 1 (Järvelin and Kekäläinen 2002).
    """
    gain = sum(_discount(place) for place, id_ in enumerate(found[:depth]) if id_ in right)
    return gain / sum(_discount(place) for place in range(min(depth, len(right))))


def reciprocal_rank(found: Sequence[str], right: Set[str]) -> float:
    """Return one divided by the rank of the first right one, 0 where there is none."""
    return next((1 / rank for rank, id_ in enumerate(found, 1) if id_ in right), 0.0)


def reachable_precision(found: Sequence[str], right: Set[str], depth: int = 5) -> float:
    """Return how many of the first ``depth`` are right, as a share of what could be."""
    return _hits(found, right, depth) / min(depth, len(right))


def recall(found: Sequence[str], right: Set[str], depth: int = 50) -> float:
    """Return the share of the right ones that stand among the first ``depth``."""
    return _hits(found, right, depth) / len(right)


def empty(found: Sequence[str], _right: Set[str]) -> float:
    """Return 1 where nothing was found."""
    return 0.0 if found else 1.0


def first_right(found: Sequence[str], right: Set[str]) -> float:
    """Return 1 where the first hit is right."""
    return float(bool(found) and found[0] in right)


def share(found: Sequence[str], right: Set[str], depth: int = 10) -> float:
    """Return the share of ``right`` among the first ``depth`` that were found."""
    return _hits(found, right, depth) / max(1, min(depth, len(found)))


def balanced(found: Sequence[str], right: Set[str]) -> float:
    """Return 1 where between 30 and 70 % of the first ten are in ``right``."""
    low, high = BALANCED
    return float(low <= share(found, right) <= high)


def _hits(found: Sequence[str], right: Set[str], depth: int) -> int:
    return sum(id_ in right for id_ in found[:depth])


def _discount(place: int) -> float:
    return 1 / math.log2(place + 2)


METRICS: Mapping[str, Metric] = {
    "ndcg10": ndcg,
    "mrr": reciprocal_rank,
    "p5": reachable_precision,
    "recall50": recall,
    "empty": empty,
    "first": first_right,
    "other10": share,
    "balanced": balanced,
}
"""By the name that a layer asks for."""

HEADS: Mapping[str, str] = {
    "ndcg10": "nDCG@10",
    "mrr": "MRR",
    "p5": "P@5 of reachable",
    "recall50": "recall@50",
    "empty": "without result",
    "first": "first hit right",
    "other10": "other language in ten",
    "balanced": "30 to 70 %",
}
"""By the same name, for a person."""
