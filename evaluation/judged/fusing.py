"""Two lists of scores as one, in the two usual ways."""

from collections.abc import Mapping

Scores = Mapping[str, float]
"""By id."""

DEPTH = 100
"""Hits of each list that are fused, as hybrid queries usually do."""
_RANK_CONSTANT = 60
"""Cormack, Clarke and Büttcher 2009."""
_WORDS, _MEANING = 0.3, 0.7


def reciprocal_ranks(words: Scores, meaning: Scores) -> Scores:
    """Return reciprocal rank fusion of both lists."""
    fused: dict[str, float] = {}
    for scores in (words, meaning):
        for rank, id_ in enumerate(top(scores, DEPTH), 1):
            fused[id_] = fused.get(id_, 0.0) + 1 / (_RANK_CONSTANT + rank)
    return fused


def min_max(words: Scores, meaning: Scores) -> Scores:
    """Return the weighted sum of both lists, each spread from 0 to 1."""
    fused: dict[str, float] = {}
    for scores, weight in ((words, _WORDS), (meaning, _MEANING)):
        for id_, score in _spread(scores).items():
            fused[id_] = fused.get(id_, 0.0) + weight * score
    return fused


def top(scores: Scores, count: int) -> list[str]:
    """Return the ids with the highest scores, equal ones by id."""
    return sorted(scores, key=lambda id_: (-scores[id_], id_))[:count]


def _spread(scores: Scores) -> Scores:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if high == low:
        return dict.fromkeys(scores, 1.0)
    return {id_: (score - low) / (high - low) for id_, score in scores.items()}
