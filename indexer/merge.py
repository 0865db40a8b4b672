"""Records of several imports with the same id become one."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar

import msgspec

from core.records import Identifier, Offer, Organisation, Place

R = TypeVar("R", Organisation, Offer)


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
        if field != "provenance":
            own = [getattr(record, field) for record in newest_first]
            values[field], tells = _merged_field(field, own)
            for fields, one_tells in zip(told, tells, strict=True):
                if one_tells:
                    fields.append(field)
    values["provenance"] = tuple(
        msgspec.structs.replace(entry, fields=tuple(fields))
        for record, fields in zip(newest_first, told, strict=True)
        for entry in record.provenance
    )
    return type(newest_first[0])(**values)


def _merged_field(field: str, own: Sequence[Any]) -> tuple[Any, Sequence[bool]]:
    """Return the value of a field from those of the sources, and which of them tell it."""
    if field == "identifiers":
        identifiers = _one_of_each(chain.from_iterable(own))
        return identifiers, [any(one in identifiers for one in each) for each in own]
    if field == "former_names":
        return tuple(dict.fromkeys(chain.from_iterable(own))), [bool(names) for names in own]
    knows = [_is_somewhere(place) for place in own] if field == "place" else own
    chosen = next((value for value, known in zip(own, knows, strict=True) if known), own[0])
    return chosen, [known and value == chosen for value, known in zip(own, knows, strict=True)]


def _is_somewhere(place: Place | None) -> bool:
    return place is not None and bool(place.locality or place.postal_code)


def _date(record: Organisation | Offer) -> str:
    return max((source.date or "" for source in record.provenance), default="")


def _one_of_each(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Keep the first identifier of each scheme, and all distinct ones of the scheme ``other``."""
    found: dict[tuple[str, str], Identifier] = {}
    for one in identifiers:
        found.setdefault((one.scheme, one.value if one.scheme == "other" else ""), one)
    return tuple(found.values())
