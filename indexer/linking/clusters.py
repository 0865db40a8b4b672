"""Which rows are one organisation: sure pairs are joined where nothing forbids it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from indexer.linking.decided import Apart
from indexer.linking.features import conflict
from indexer.linking.rows import Row
from indexer.linking.types import Pair


class Clusters:
    """Rows in clusters of which none holds what must not be together."""

    def __init__(self, rows: Mapping[str, Row], apart: Apart, fixed: Collection[str]) -> None:
        self._rows, self._apart, self._fixed = rows, apart, fixed
        self._members: dict[str, list[str]] = {}
        self._root: dict[str, str] = {}

    def join(self, first: str, second: str) -> bool:
        """Put two rows' clusters together; tell whether they are now in one.

        They are not where a pair across both was decided to be different, has conflicting
        official numbers, or where both hold a fixed row.
        """
        a, b = self.members(first), self.members(second)
        if a is b:
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
        return [self._members[root] for root in sorted(set(self._root.values()))]

    def between(self, first: str, second: str) -> tuple[str, str] | None:
        """Return what names the clusters of two rows; None where both are in one."""
        a, b = self._root.get(first, first), self._root.get(second, second)
        return None if a == b else (min(a, b), max(a, b))

    def _forbidden(self, first: str, second: str) -> bool:
        if frozenset((first, second)) in self._apart:
            return True
        if first in self._fixed and second in self._fixed:
            return True
        return conflict(self._rows[first], self._rows[second])


def joined(clusters: Clusters, pairs: Iterable[Pair]) -> list[Pair]:
    """Join the sure ones of ``pairs``; return those of them that were cut.

    The surest pair comes first, so that a chain that must not hold together breaks at its weakest.
    """
    sure = [pair for pair in pairs if pair.band == "sure"]
    sure.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
    return [pair for pair in sure if not clusters.join(pair.first, pair.second)]
