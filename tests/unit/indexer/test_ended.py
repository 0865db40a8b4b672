"""An organisation that one register says has ended, while other sources still tell of it."""

import pytest

from core.records import Organisation, Provenance
from indexer.merge import merged
from indexer.privacy import Rules, released
from indexer.sources.build import ended
from tests.unit.indexer.records import organisation, provenance


def _told(source: str, date: str) -> tuple[Provenance]:
    return (provenance(source=source, dataset=source, date=date),)


def _ended(source: str, date: str) -> Organisation:
    return ended(organisation(provenance=_told(source, date)), "2024-05-01")


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        ([("members", "2026-09-30")], False),
        ([("gleif", "2026-09-30")], False),
        ([("justice", "2023-01-01")], False),
        ([("justice", "2026-11-01")], True),
    ],
)
def test_the_newest_register_says_whether_it_has_ended(
    others: list[tuple[str, str]], shown: bool
) -> None:
    records = [
        _ended("res", "2026-10-01"),
        *(organisation(status="active", provenance=_told(*other)) for other in others),
    ]
    left = released(merged(records, records[0].id), Rules())
    assert (left == "ended") is not shown
    if isinstance(left, Organisation):
        assert (left.status, left.ended) == ("active", "")
