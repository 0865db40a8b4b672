"""Which of several records of one organisation tells a field."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from core.confirmation import confirmed_from
from core.records import Offer, Organisation, Place, Provenance
from indexer.merging.rules import rules

Merged = Organisation | Offer
R = TypeVar("R", Organisation, Offer)


def newest(record: Merged) -> Provenance:
    """Return the newest source row that went into a record."""
    return max(record.provenance, key=lambda one: one.date or "")


def state(record: Merged) -> str:
    """Return the day of the newest source of a record, empty where none tells it."""
    return newest(record).date or ""


def newest_first(records: Iterable[R]) -> list[R]:
    """Return ``records`` with the newest first, whatever order they came in."""

    def key(record: R) -> tuple[str, ...]:
        source = newest(record)
        return source.source, source.dataset, source.key, record.id

    return sorted(sorted(records, key=key), key=state, reverse=True)


def ranked(field: str, records: Sequence[Organisation]) -> list[Organisation]:
    """Return ``records``, which are the newest first, in the order in which they win ``field``."""
    yields = rules().fields[field].outdated == "yields"
    bound = _outdated_before(records) if yields else ""

    def rank(record: Organisation) -> tuple[bool, int]:
        outdated = bool(state(record)) and state(record) < bound
        return outdated, rules().rank(field, newest(record).source)[0]

    # Sorting keeps the order of equals: the last key decides first.
    places = sorted(records, key=lambda one: rules().rank(field, newest(one).source)[1])
    return sorted(sorted(places, key=state, reverse=True), key=rank)


def known(field: str, value: Any) -> bool:
    """Tell whether a value says anything."""
    if isinstance(value, Place):
        return bool(value.locality or value.postal_code)
    rule = rules().fields.get(field)
    return bool(value) and (rule is None or value not in rule.unknown)


def _outdated_before(records: Sequence[Organisation]) -> str:
    """Return the day before which a state is outdated beside the newest of ``records``."""
    latest = max(map(state, records), default="")
    try:
        return confirmed_from(date.fromisoformat(latest)).isoformat()
    except ValueError:
        return ""  # no source tells a day
