"""Whether names agree."""

from indexer.linking.features.finding import Finding, Findings
from indexer.linking.features.wording import Known, compared
from indexer.linking.rows import Row

_AS_GOOD = frozenset({"same_name", "similar_name", "short_name"})
"""How a former name has to agree."""


def names(first: Row, second: Row) -> Findings:
    """Return how alike the names are, of all names that both have had the two most alike."""
    known = Known(_places(first) | _places(second), frozenset((*first.cut, *second.cut)))
    found = [Finding(compared(a, b, known), a, b) for a in first.names for b in second.names]
    found += [
        Finding("former_name", former, now)
        for former in first.former
        for now in second.names
        if compared(former, now, known) in _AS_GOOD
    ]
    found += [
        Finding("former_name", now, former)
        for former in second.former
        for now in first.names
        if compared(now, former, known) in _AS_GOOD
    ]
    return (max(found, key=lambda one: one.weight),) if found else ()


def _places(row: Row) -> frozenset[str]:
    return frozenset(
        word for spot in row.spots for locality in spot.localities for word in locality.split()
    )
