"""When digests are due, by the clock on the wall."""

from datetime import UTC, datetime

import pytest

from operations.alerts.rhythms import next_digest


@pytest.mark.parametrize(
    ("rhythm", "moment", "due"),
    [
        ("daily", "2026-11-24T05:59:59+00:00", "2026-11-24T06:00:00+00:00"),
        ("daily", "2026-11-24T06:00:00+00:00", "2026-11-25T06:00:00+00:00"),
        # The nights of 23 and of 25 hours.
        ("daily", "2026-03-28T06:30:00+00:00", "2026-03-29T05:00:00+00:00"),
        ("daily", "2026-10-24T06:30:00+00:00", "2026-10-25T06:00:00+00:00"),
        # A Tuesday, a Monday before seven, a Monday at seven.
        ("weekly", "2026-11-24T12:00:00+00:00", "2026-11-30T06:00:00+00:00"),
        ("weekly", "2026-11-30T05:00:00+00:00", "2026-11-30T06:00:00+00:00"),
        ("weekly", "2026-11-30T06:00:00+00:00", "2026-12-07T06:00:00+00:00"),
        # Still Sunday in London, already Monday here.
        ("weekly", "2026-11-29T23:30:00+00:00", "2026-11-30T06:00:00+00:00"),
        ("weekly", "2026-10-19T06:00:00+00:00", "2026-10-26T06:00:00+00:00"),
    ],
)
def test_a_digest_is_due_at_seven(rhythm, moment, due):
    found = next_digest(rhythm, datetime.fromisoformat(moment))
    assert found is not None
    assert found.astimezone(UTC) == datetime.fromisoformat(due)


@pytest.mark.parametrize("rhythm", ["at once", "never"])
def test_what_is_told_at_once_or_never_has_no_digest(rhythm):
    assert next_digest(rhythm, datetime(2026, 11, 24, tzinfo=UTC)) is None
