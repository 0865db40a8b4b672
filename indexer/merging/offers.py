"""One offer of the records of several imports: the newest wins, older ones fill its gaps."""

from collections.abc import Sequence
from typing import Any

from core.records import Offer
from indexer.merging.choosing import known


def chosen(records: Sequence[Offer]) -> dict[str, Any]:
    """Return the values that win, by field; ``records`` are the newest first."""
    return {
        field: next(
            (value for value in (getattr(one, field) for one in records) if known(field, value)),
            getattr(records[0], field),
        )
        for field in Offer.__struct_fields__
        if field not in ("id", "aliases", "provenance")
    }


def tells(record: Offer, found: dict[str, Any]) -> tuple[str, ...]:
    """Return the fields of which a record tells what was chosen."""
    return tuple(
        field
        for field, value in found.items()
        if known(field, getattr(record, field)) and getattr(record, field) == value
    )
