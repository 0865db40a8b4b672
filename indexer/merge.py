"""Records that are one organisation or offer become one record."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from core.records import Offer, Organisation, Provenance
from indexer.merging import offers, organisations
from indexer.merging.choosing import newest_first
from indexer.merging.differences import differences

R = TypeVar("R", Organisation, Offer)


def merged(records: Sequence[R], id_: str) -> R:
    """Return one record with the id ``id_`` of ``records``, in whatever order they come.

    Of an organisation each field is told by the source that wins it in ``merging/rules.yaml``;
    what others tell otherwise is in ``differences``, and ids of records that are not ``id_`` in
    ``aliases``. Of an offer the newest source wins, and further ids are its aliases,
    too. The provenance of each source says which fields it tells as they are now.
    """
    if len(records) == 1:
        return records[0] if records[0].id == id_ else _renamed(records[0], id_)
    ordered = newest_first(records)
    return type(records[0])(id=id_, **_values(ordered, id_))


def _values(records: Sequence[Organisation | Offer], id_: str) -> dict[str, Any]:
    """Return the values of all fields but the id; ``records`` are the newest first."""
    rows = [one for one in records if isinstance(one, Organisation)]
    if rows:
        found = organisations.chosen(rows)
        found["provenance"] = _provenance(rows, lambda one: organisations.tells(one, found))
        found["aliases"] = _aliases(rows, id_)
        found["differences"] = differences(rows, found)
        return found
    told = [one for one in records if isinstance(one, Offer)]
    found = offers.chosen(told)
    found["provenance"] = _provenance(told, lambda one: offers.tells(one, found))
    if any(one.id == id_ for one in told):  # a house's version has an id of its own
        found["aliases"] = _aliases(told, id_)
    return found


def _renamed(record: R, id_: str) -> R:
    if isinstance(record, Offer):
        return msgspec.structs.replace(record, id=id_)
    return msgspec.structs.replace(record, id=id_, aliases=_aliases([record], id_))


def _aliases(records: Iterable[Organisation | Offer], id_: str) -> tuple[str, ...]:
    return tuple(sorted({record.id for record in records} - {id_}))


def _provenance(
    records: Sequence[R], tells: Callable[[R], tuple[str, ...]]
) -> tuple[Provenance, ...]:
    return tuple(
        msgspec.structs.replace(entry, fields=tells(record))
        for record in records
        for entry in record.provenance
    )
