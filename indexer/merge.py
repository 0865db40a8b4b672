"""Records of several imports with the same id become one."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from core.records import Identifier, Offer, Organisation, Place

R = TypeVar("R", Organisation, Offer)

_COLLECTED = ("identifiers", "former_names")
"""Fields that take what every source has."""


def merged(records: Sequence[R]) -> R:
    """Return one record of ``records``, which share their id.

    For each field the newest source that knows it wins, older ones fill gaps. Of sources with
    the same date, or none, the first goes first. Identifiers and former names are collected.
    The provenance of each source says which fields it tells as they are now.
    """
    if len(records) == 1:
        return records[0]
    newest_first = sorted(records, key=_date, reverse=True)
    values: dict[str, Any] = {
        field: _first([getattr(record, field) for record in newest_first])
        for field in newest_first[0].__struct_fields__
    }
    if "identifiers" in values:
        values["identifiers"] = _one_of_each(_all(newest_first, "identifiers"))
        values["former_names"] = tuple(dict.fromkeys(_all(newest_first, "former_names")))
    values["provenance"] = tuple(
        msgspec.structs.replace(entry, fields=_told_by(record, values))
        for record in newest_first
        for entry in record.provenance
    )
    return type(newest_first[0])(**values)


def _told_by(record: Organisation | Offer, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that ``record`` tells as they are in ``values``; ``id`` is always one."""
    return tuple(
        field
        for field, chosen in values.items()
        if field != "provenance" and _agrees(getattr(record, field), chosen, field)
    )


def _agrees(own: Any, chosen: Any, field: str) -> bool:
    if field in _COLLECTED:
        return any(one in chosen for one in own)
    return _tells(own) and bool(own == chosen)


def _date(record: Organisation | Offer) -> str:
    return max((source.date or "" for source in record.provenance), default="")


def _first(values: Sequence[Any]) -> Any:
    """Return the first value that tells something, else the first."""
    return next((value for value in values if _tells(value)), values[0])


def _tells(value: Any) -> bool:
    if isinstance(value, Place):
        return bool(value.locality or value.postal_code)
    return value not in ("", (), None)


def _all(records: Sequence[Any], field: str) -> list[Any]:
    return [value for record in records for value in getattr(record, field)]


def _one_of_each(identifiers: Sequence[Identifier]) -> tuple[Identifier, ...]:
    """Keep the first identifier of each scheme, and all distinct ones of the scheme ``other``."""
    found: dict[tuple[str, str], Identifier] = {}
    for one in identifiers:
        found.setdefault((one.scheme, one.value if one.scheme == "other" else ""), one)
    return tuple(found.values())
