"""Whether addresses agree."""

from indexer.linking.features.finding import Finding, Findings
from indexer.linking.features.wording import slip
from indexer.linking.rows import Row, Spot

_STREET = 5
"""Letters of a street from which one that goes on is the same: hauptstr, hauptstrsse."""


def places(first: Row, second: Row) -> Findings:
    """Return how near the addresses are, of all that both have the two nearest."""
    pairs = [(one, other) for one in first.spots for other in second.spots]
    found = [Finding(near, *pair) for pair in pairs if (near := _nearness(*pair))]
    return (max(found, key=lambda one: one.weight),) if found else ()


def _nearness(first: Spot, second: Spot) -> str:
    same_code = bool(first.postal_code) and first.postal_code == second.postal_code
    same_town = any(one in second.localities for one in first.localities)
    if same_code or same_town:
        shared = any(number in second.numbers for number in first.numbers)
        if first.street and first.street == second.street:
            return "same_address" if shared else "same_street"
        if shared and _street_slipped(first.street, second.street):
            return "same_address"
        return "same_postal_code" if same_code else "same_locality"
    if first.district and second.district:
        return "same_district" if first.district == second.district else "other_district"
    known = (first.postal_code and second.postal_code) or (first.localities and second.localities)
    return "other_district" if known else ""


def _street_slipped(first: str, second: str) -> bool:
    """Tell whether streets are alike but for slips; one in the ending leaves it unshortened."""
    shorter, longer = sorted((first, second), key=len)
    cut = len(shorter) >= _STREET and longer.startswith(shorter)
    return cut or slip(first, second)
