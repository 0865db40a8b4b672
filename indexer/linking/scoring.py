"""From what comparing two rows finds to a probability and a band."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2

from indexer.linking.findings import Finding, findings
from indexer.linking.rows import SCHEMES, Row
from indexer.linking.rules import weights
from indexer.linking.types import Band, Pair

_BY_NAME = frozenset({"same_name", "similar_name", "short_name", "former_name", "words_missing"})
"""Findings that say less where many organisations have the name."""
_NUMBERED = frozenset(f"same_{scheme}" for scheme in SCHEMES)

Carriers = Mapping[str, int]
"""Number of organisations that have a name now, by name."""


def carriers(rows: Iterable[Row]) -> Carriers:
    """Count how many organisations have each name now."""
    return Counter(name for row in rows for name in row.names)


def scored(first: Row, second: Row, known: Carriers) -> Pair:
    """Return two rows as a pair, the smaller id first."""
    a, b = (first, second) if first.id < second.id else (second, first)
    found = findings(a, b)
    probability = _probability(bits(found, known))
    return Pair(
        first=a.id,
        second=b.id,
        band=_band(probability, open_to_doubt=_open_to_doubt(found)),
        score=round(probability, 6),
        reasons=tuple(one.code for one in found),
    )


def bits(found: Iterable[Finding], known: Carriers) -> float:
    """Return the odds, as log2, that rows with these findings are one organisation."""
    total = weights().prior.weight
    for finding in found:
        total += finding.weight
        if finding.code in _BY_NAME:
            # The pair itself has it once or twice; what counts is who else does.
            others = max(known.get(finding.first, 0), known.get(finding.second, 0)) - 1
            total += weights().rarity.weight * log2(max(1, others))
    return total


def _open_to_doubt(found: Sequence[Finding]) -> bool:
    """Tell whether a person has to look, however likely it is."""
    rules = [weights().findings[one.code] for one in found]
    numbered = any(one.code in _NUMBERED for one in found)
    return any(rule.conflict or (rule.doubt and not numbered) for rule in rules)


def _band(probability: float, *, open_to_doubt: bool) -> Band:
    bands = weights().bands
    if probability >= bands.sure.probability and not open_to_doubt:
        return "sure"
    return "check" if probability >= bands.check.probability else "no"


def _probability(odds: float) -> float:
    return 1 / (1 + 2**-odds)
