"""From records and decisions to rows: one for each id, and one for ids that a person made one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.records import Organisation
from indexer.linking import rows as made
from indexer.linking.clusters import Apart
from indexer.linking.rows import Row
from indexer.linking.types import Decision


@dataclass
class Gathered:
    """Rows to be compared, and the ids that each stands for."""

    rows: dict[str, Row]
    stands_for: dict[str, tuple[str, ...]]
    """Ids by the id of a row that stands for several."""
    root: dict[str, str]
    """The row that stands for a record, where it is another one's."""
    apart: Apart
    """Pairs of rows decided to be different."""
    refused: list[Decision] = field(default_factory=list)
    """Decisions for "the same" that others, or whose these records are, forbid."""

    def row_of(self, id_: str) -> str:
        """Return the id of the row that stands for a record."""
        return self.root.get(id_, id_)

    def ids(self, row: str) -> tuple[str, ...]:
        """Return the ids of the records that a row stands for."""
        return self.stands_for.get(row, (row,))


def gathered(records: Iterable[Organisation], decisions: Sequence[Decision]) -> Gathered:
    """Return the rows of ``records``. Decisions about records that are not there wait for them."""
    rows = _by_id(records)
    here = [one for one in decisions if one.first in rows and one.second in rows]
    apart = {frozenset((one.first, one.second)) for one in here if not one.same}
    groups = {id_: [id_] for one in here for id_ in (one.first, one.second)}
    refused = []
    for one in sorted((one for one in here if one.same), key=lambda one: (one.first, one.second)):
        a, b = groups[one.first], groups[one.second]
        if a is b:
            continue
        if rows[one.first].realm != rows[one.second].realm or _any_apart(a, b, apart):
            refused.append(one)
            continue
        a.extend(b)
        for id_ in b:
            groups[id_] = a
    return _contracted(rows, {min(group): group for group in groups.values()}, apart, refused)


def _by_id(records: Iterable[Organisation]) -> dict[str, Row]:
    """Return one row for each id.

    Where an id is in several realms, the row is that of the first: what a house tells of a public
    record changes nothing of what is public.
    """
    rows: dict[str, Row] = {}
    for record in records:
        row = made.of(record)
        before = rows.get(row.id)
        if before is None or made.precedence(row.realm) < made.precedence(before.realm):
            rows[row.id] = row
        elif row.realm == before.realm:
            rows[row.id] = made.united(before, row)
    return rows


def _any_apart(first: Sequence[str], second: Sequence[str], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((one, other)) in apart for one in first for other in second)


def _contracted(
    rows: dict[str, Row],
    groups: dict[str, list[str]],
    apart: set[frozenset[str]],
    refused: list[Decision],
) -> Gathered:
    root = {id_: first for first, group in groups.items() for id_ in group}
    for first, group in groups.items():
        for other in sorted(group):
            if other != first:
                rows[first] = made.united(rows[first], rows.pop(other))
    return Gathered(
        rows=rows,
        root=root,
        stands_for={first: tuple(sorted(group)) for first, group in groups.items()},
        apart=frozenset(frozenset(root.get(id_, id_) for id_ in pair) for pair in apart),
        refused=refused,
    )
