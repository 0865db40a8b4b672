"""From what comparing two rows finds to a probability and a band."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import log2

from indexer.linking.features import FEATURES, Feature, Finding
from indexer.linking.rows import SCHEMES, Row
from indexer.linking.rules import finding_weights, weights
from indexer.linking.types import Band, Pair

_BY_NAME = frozenset(
    ("same_name", "former_name", "similar_name", "short_name", "place_added", "longer_word")
)
"""Findings that say less where many organisations have the name."""
_NUMBERED = frozenset(f"same_{scheme}" for scheme in SCHEMES)

Carriers = Mapping[str, int]
"""Number of organisations that have a name now, by name."""


def carriers(rows: Iterable[Row]) -> Carriers:
    """Count how many organisations have each name now."""
    return Counter(name for row in rows for name in row.names)


def scored(first: Row, second: Row, known: Carriers) -> Pair | None:
    """Return two rows as a pair, the smaller id first; None where they are no link."""
    a, b = (first, second) if first.id < second.id else (second, first)
    found: list[Finding] = []
    odds, least = weights().prior.weight, _odds(weights().bands.check.probability)
    for feature, left in _stages():
        new = feature(a, b)
        odds += sum(bits(one, known) for one in new)
        if odds + left < least:
            return None  # whatever the features that are left find
        found += new
    return Pair(
        first=a.id,
        second=b.id,
        band=_band(odds, found),
        score=round(_probability(odds), 6),
        reasons=tuple(one.code for one in found),
    )


def bits(finding: Finding, known: Carriers) -> float:
    """Return what a finding says, in bits."""
    if finding.code not in _BY_NAME:
        return finding.weight
    # The pair itself has the name once or twice; what counts is who else does.
    others = max(known.get(str(one), 0) for one in (finding.first, finding.second)) - 1
    return finding.weight + weights().rarity.weight * log2(max(1, others))


@cache
def _stages() -> Sequence[tuple[Feature, float]]:
    """Return each feature with the most that those after it can say."""
    best = [max(one.weight for one in weights().features[name].values()) for name in FEATURES]
    left = [*accumulate(reversed(best[1:]), initial=0.0)]
    return tuple(zip(FEATURES.values(), reversed(left), strict=True))


def _band(odds: float, found: Sequence[Finding]) -> Band:
    if _open_to_doubt(found) or odds < _odds(weights().bands.sure.probability):
        return "check"
    return "sure"


def _open_to_doubt(found: Sequence[Finding]) -> bool:
    """Tell whether a person has to look, however likely it is."""
    rules = [finding_weights()[one.code] for one in found]
    numbered = any(one.code in _NUMBERED for one in found)
    return any(rule.conflict or (rule.doubt and not numbered) for rule in rules)


def _probability(odds: float) -> float:
    return 1 / (1 + 2**-odds)


@cache
def _odds(probability: float) -> float:
    return log2(probability / (1 - probability))
