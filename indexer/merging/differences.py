"""What sources tell otherwise than the record that is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.records import Difference, Organisation
from indexer.merging import values
from indexer.merging.choosing import known, newest
from indexer.merging.rules import rules

_COMPARED = ("ico", "hr", "lei")
"""Numbers whose difference is kept. Keys of lists are no register's, and the tax number of a person
can be the number of a birth."""


def differences(
    records: Sequence[Organisation], found: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Return what each of ``records`` tells otherwise than ``found``, each value of a source once.

    The newest come first in each field. What is only written in another way is no difference.
    """
    rule = rules().differences
    seen: dict[tuple[str, str, str], Difference] = {}
    for field in rule.fields:
        for record in records:
            for value in _otherwise(field, record, found):
                source = newest(record)
                difference = Difference(
                    field=field,
                    value=values.shown(field, value),
                    source=source.source,
                    dataset=source.dataset,
                    date=source.date,
                )
                seen.setdefault((field, difference.value, source.source), difference)
    return tuple(seen.values())[: rule.most]


def _otherwise(field: str, record: Organisation, found: Mapping[str, Any]) -> Iterator[Any]:
    own, shown = getattr(record, field), found[field]
    if field == "identifiers":
        yield from (one for one in own if one not in shown and one.scheme in _COMPARED)
    elif known(field, own) and not values.same(field, own, shown, found["country"]):
        yield own
