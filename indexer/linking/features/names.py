"""Whether names agree."""

from indexer.linking.features.finding import Finding, Findings
from indexer.linking.features.wording import compared
from indexer.linking.rows import Row


def names(first: Row, second: Row) -> Findings:
    """Return how alike the names are, of all names that both have had the two most alike."""
    known = frozenset(
        word
        for row in (first, second)
        for spot in row.spots
        for locality in spot.localities
        for word in locality.split()
    )
    found = [Finding(compared(a, b, known), a, b) for a in first.names for b in second.names]
    for one, other in ((first, second), (second, first)):
        for former in one.former:
            found += [
                Finding("former_name", *((now, former) if one is second else (former, now)))
                for now in other.names
                if compared(former, now, known) in ("same_name", "similar_name")
            ]
    return (max(found, key=lambda one: one.weight),) if found else ()
