"""What comparing two rows finds: small pure functions that tell a code and both values."""

from collections.abc import Callable, Mapping

from indexer.linking.features.finding import Finding, Findings
from indexer.linking.features.names import names
from indexer.linking.features.numbers import conflict, numbers
from indexer.linking.features.others import form, founding, website
from indexer.linking.features.places import places
from indexer.linking.rows import Row

__all__ = ["FEATURES", "Feature", "Finding", "Findings", "conflict", "findings"]

Feature = Callable[[Row, Row], Findings]
"""Finds nothing where one of the rows does not tell."""

FEATURES: Mapping[str, Feature] = {
    "numbers": numbers,
    "website": website,
    "founding": founding,
    "form": form,
    "place": places,
    "name": names,
}
"""By their name in ``weights.yaml``; those that take longest come last."""


def findings(first: Row, second: Row) -> Findings:
    """Return all that comparing two rows finds."""
    return tuple(one for feature in FEATURES.values() for one in feature(first, second))
