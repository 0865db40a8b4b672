"""Which of several records of one organisation tells a field."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from core.confirmation import confirmed_from
from core.records import Offer, Organisation, Provenance
from indexer.merging.rules import rules

Merged = Organisation | Offer
R = TypeVar("R", Organisation, Offer)


def newest(record: Merged) -> Provenance:
    """Return the newest source row that went into a record."""
    entries = record.provenance
    return max(entries, key=lambda one: one.date or "") if len(entries) > 1 else entries[0]


def state(record: Merged) -> str:
    """Return the day of the newest source of a record, empty where none tells it."""
    return newest(record).date or ""


def newest_first(records: Iterable[R]) -> list[R]:
    """Return ``records`` with the newest first, whatever order they came in."""

    def key(record: R) -> tuple[str, ...]:
        source = newest(record)
        return source.source, source.dataset, source.key, record.id

    return sorted(sorted(records, key=key), key=state, reverse=True)


class Ranking:
    """Records of one organisation, in the order in which they win each field."""

    def __init__(self, records: Sequence[Organisation]) -> None:
        """Take ``records``, the newest first."""
        self.records = records
        self._states = tuple([(newest(one).source, state(one)) for one in records])

    def of(self, field: str) -> Iterator[Organisation]:
        """Yield the records, the one that wins ``field`` first."""
        return (self.records[position] for position in _positions(field, self._states))

    def speaking(self, language: str) -> "Ranking":
        """Return the records whose texts are in ``language``."""
        spoken = [one for one in self.records if one.language == language]
        return self if len(spoken) == len(self.records) else Ranking(spoken)


@lru_cache(maxsize=65_536)
def _positions(field: str, states: Sequence[tuple[str, str]]) -> Sequence[int]:
    """Return in which order sources, each with its state, win a field.

    Kept, since the same few sources tell of all organisations.
    """
    yields = rules().fields[field].outdated == "yields"
    bound = _outdated_before([day for _, day in states]) if yields else ""

    def rank(position: int) -> tuple[bool, int]:
        source, day = states[position]
        return bool(day) and day < bound, rules().rank(field, source)[0]

    # Sorting keeps the order of equals: the last key decides first.
    places = sorted(range(len(states)), key=lambda at: rules().rank(field, states[at][0])[1])
    return sorted(sorted(places, key=lambda at: states[at][1], reverse=True), key=rank)


def known(field: str, value: Any) -> bool:
    """Tell whether a value says anything."""
    if not value:
        return False
    if field == "place":
        return bool(value.locality or value.postal_code)
    rule = rules().fields.get(field)
    return rule is None or not rule.unknown or value not in rule.unknown


def _outdated_before(days: Sequence[str]) -> str:
    """Return the day before which a state is outdated beside the newest of ``days``."""
    try:
        return confirmed_from(date.fromisoformat(max(days, default=""))).isoformat()
    except ValueError:
        return ""  # no source tells a day
