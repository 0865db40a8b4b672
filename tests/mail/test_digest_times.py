"""Digests are due at seven by the clock on the wall, also where the night had another length."""

from datetime import UTC, datetime

import pytest

from operations.alerts import rhythms


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        # Winter time: seven is six in UTC. 23 November 2026 is a Monday.
        ("2026-11-24 05:59", "2026-11-23 06:00", "2026-11-23 06:00"),
        ("2026-11-24 06:00", "2026-11-24 06:00", "2026-11-23 06:00"),
        ("2026-11-23 05:59", "2026-11-22 06:00", "2026-11-16 06:00"),
        ("2026-11-23 06:00", "2026-11-23 06:00", "2026-11-23 06:00"),
        # The night of 29 March 2026 has 23 hours: seven is five in UTC from then on.
        ("2026-03-28 12:00", "2026-03-28 06:00", "2026-03-23 06:00"),
        ("2026-03-29 04:59", "2026-03-28 06:00", "2026-03-23 06:00"),
        ("2026-03-29 05:00", "2026-03-29 05:00", "2026-03-23 06:00"),
        # That of 25 October 2026 has 25.
        ("2026-10-24 12:00", "2026-10-24 05:00", "2026-10-19 05:00"),
        ("2026-10-25 05:59", "2026-10-24 05:00", "2026-10-19 05:00"),
        ("2026-10-25 06:00", "2026-10-25 06:00", "2026-10-19 05:00"),
        ("2026-10-26 06:00", "2026-10-26 06:00", "2026-10-26 06:00"),
    ],
)
def test_alerts_are_due_up_to_the_last_digest(now, daily, weekly):
    def moment(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)

    found = rhythms.bounds(moment(now))
    assert found["at once"] == moment(now)
    assert found["daily"].astimezone(UTC) == moment(daily)
    assert found["weekly"].astimezone(UTC) == moment(weekly)
