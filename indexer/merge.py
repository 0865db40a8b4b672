"""Records of several imports with the same id become one."""

from collections.abc import Iterable, Sequence
from itertools import chain
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
    values: dict[str, Any] = {}
    told: list[list[str]] = [[] for _ in newest_first]
    for field in newest_first[0].__struct_fields__:
        if field == "provenance":
            continue
        own = [getattr(record, field) for record in newest_first]
        values[field] = chosen = _chosen(field, own)
        for fields, value in zip(told, own, strict=True):
            if _agrees(field, value, chosen):
                fields.append(field)
    values["provenance"] = tuple(
        msgspec.structs.replace(entry, fields=tuple(fields))
        for record, fields in zip(newest_first, told, strict=True)
        for entry in record.provenance
    )
    return type(newest_first[0])(**values)


def _chosen(field: str, values: Sequence[Any]) -> Any:
    """Return the value of the merged record, from those of its sources, newest first."""
    if field == "identifiers":
        return _one_of_each(chain.from_iterable(values))
    if field == "former_names":
        return tuple(dict.fromkeys(chain.from_iterable(values)))
    return next((value for value in values if _tells(value)), values[0])


def _agrees(field: str, own: Any, chosen: Any) -> bool:
    """Tell whether a source tells the merged record's value, or a part of what is collected."""
    if field in _COLLECTED:
        return any(one in chosen for one in own)
    return _tells(own) and bool(own is chosen or own == chosen)


def _tells(value: Any) -> bool:
    if isinstance(value, Place):
        return bool(value.locality or value.postal_code)
    return bool(value)


def _date(record: Organisation | Offer) -> str:
    return max((source.date or "" for source in record.provenance), default="")


def _one_of_each(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Keep the first identifier of each scheme, and all distinct ones of the scheme ``other``."""
    found: dict[tuple[str, str], Identifier] = {}
    for one in identifiers:
        found.setdefault((one.scheme, one.value if one.scheme == "other" else ""), one)
    return tuple(found.values())
