"""Which rows are one organisation: sure pairs are joined where nothing forbids it."""

from collections.abc import Iterable, Mapping, Sequence

from indexer.linking.findings import conflict
from indexer.linking.rows import Row
from indexer.linking.types import Pair

Apart = frozenset[frozenset[str]]
"""Pairs of ids that a person decided to be different organisations."""


class Clusters:
    """Rows in clusters of which none holds what must not be together."""

    def __init__(self, rows: Mapping[str, Row], apart: Apart) -> None:
        self._rows = rows
        self._apart = apart
        self._members: dict[str, list[str]] = {}
        self._root: dict[str, str] = {}

    def join(self, first: str, second: str) -> bool:
        """Put two rows' clusters together; tell whether they are now in one.

        They are not where a pair across both was decided to be different, or has conflicting
        official numbers.
        """
        a, b = self.members(first), self.members(second)
        if a is b or first == second:
            return True
        if any(self._forbidden(one, other) for one in a for other in b):
            return False
        together = sorted((*a, *b))
        for member in together:
            self._root[member] = together[0]
        self._members[together[0]] = together
        return True

    def members(self, row: str) -> Sequence[str]:
        """Return the ids of the cluster that a row is in, in order."""
        return self._members.get(self._root.get(row, row)) or [row]

    def all(self) -> Iterable[Sequence[str]]:
        """Return the clusters of more than one row, in order of their first ids."""
        roots = sorted(set(self._root.values()))
        return [self._members[root] for root in roots]

    def alone(self, row: str) -> bool:
        """Tell whether a row is a cluster of its own."""
        return row not in self._root

    def between(self, first: str, second: str) -> tuple[str, str] | None:
        """Return what names the two clusters of two rows; None where both are in one."""
        a, b = self._root.get(first, first), self._root.get(second, second)
        return None if a == b else (min(a, b), max(a, b))

    def _forbidden(self, first: str, second: str) -> bool:
        if frozenset((first, second)) in self._apart:
            return True
        return conflict(self._rows[first], self._rows[second])


def joined(
    rows: Mapping[str, Row], pairs: Iterable[Pair], apart: Apart
) -> tuple[Clusters, list[Pair]]:
    """Join the sure ones of ``pairs``; return the clusters and the sure pairs that were cut.

    The surest pair comes first, so that a chain that must not hold together breaks at its weakest.
    """
    clusters = Clusters(rows, apart)
    sure = sorted(
        (pair for pair in pairs if pair.band == "sure"),
        key=lambda pair: (-pair.score, pair.first, pair.second),
    )
    cut = [pair for pair in sure if not clusters.join(pair.first, pair.second)]
    return clusters, cut
