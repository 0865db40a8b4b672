"""What people decided about rows, applied before anything is compared."""

from collections.abc import Collection, Mapping, Sequence

import msgspec

from indexer.linking import rows as made
from indexer.linking.rows import Row
from indexer.linking.types import Decision

Apart = frozenset[frozenset[str]]
"""Pairs of ids that are different organisations."""


class Decided(msgspec.Struct, frozen=True):
    """Rows of which those that a person made one are one."""

    rows: dict[str, Row]
    root: Mapping[str, str]
    """The row that stands for an id, where it has another id."""
    apart: Apart
    """Pairs of rows that were decided to be different."""
    refused: tuple[Decision, ...]
    """Decisions for "the same" that a decision for "different" forbids, or two public ones."""

    def row_of(self, id_: str) -> str:
        """Return the id of the row that stands for a record."""
        return self.root.get(id_, id_)


def apply(
    rows: Mapping[str, Row], decisions: Sequence[Decision], fixed: Collection[str]
) -> Decided:
    """Return ``rows`` as decided. Decisions about what is not there wait until it is.

    Rows that are ``fixed`` stay what they are: a row that is the same as one of them is taken
    under its id, and two of them are never made one.
    """
    here = [
        one
        for one in decisions
        if one.first != one.second and one.first in rows and one.second in rows
    ]
    apart = {frozenset((one.first, one.second)) for one in here if not one.same}
    groups = {id_: [id_] for one in here for id_ in (one.first, one.second)}
    refused = []
    for one in sorted((one for one in here if one.same), key=lambda one: (one.first, one.second)):
        a, b = groups[one.first], groups[one.second]
        if a is b:
            continue
        if _any_apart(a, b, apart) or sum(id_ in fixed for id_ in (*a, *b)) > 1:
            refused.append(one)
            continue
        a.extend(b)
        groups |= dict.fromkeys(b, a)
    root = {
        id_: _first(group, fixed) for id_, group in groups.items() if id_ != _first(group, fixed)
    }
    return Decided(
        rows=_united(rows, root),
        root=root,
        apart=frozenset(frozenset(root.get(id_, id_) for id_ in pair) for pair in apart),
        refused=tuple(refused),
    )


def _any_apart(first: Sequence[str], second: Sequence[str], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((one, other)) in apart for one in first for other in second)


def _first(group: Sequence[str], fixed: Collection[str]) -> str:
    return min(group, key=lambda id_: (id_ not in fixed, id_))


def _united(rows: Mapping[str, Row], root: Mapping[str, str]) -> dict[str, Row]:
    united = {id_: row for id_, row in rows.items() if id_ not in root}
    for id_, first in sorted(root.items()):
        whole = made.united(united[first], rows[id_])
        united[first] = msgspec.structs.replace(whole, id=first)
    return united
