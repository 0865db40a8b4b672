"""From which day on an entry counts as confirmed, and since when it does not."""

from datetime import date

import pytest

from core.confirmation import confirmed_from, unconfirmed_since

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 11, 23), date(2024, 11, 23)),
        (date(2026, 1, 31), date(2024, 1, 31)),
        (date(2028, 2, 29), date(2026, 2, 28)),
    ],
)
def test_the_last_24_months_confirm(day, first):
    assert confirmed_from(day) == first


@pytest.mark.parametrize(
    ("newest", "since"),
    [
        ("2024-11-23", None),
        ("2024-11-22", "2024-11-22"),
        ("2024-11-23T00:00:00", None),
        ("2025", None),
        ("2024", "2024"),
        ("2024-11", "2024-11"),
        ("2019-02-11", "2019-02-11"),
        ("", None),
        (None, None),
    ],
)
def test_an_entry_is_unconfirmed_since_the_state_of_its_newest_source(newest, since):
    assert unconfirmed_since(newest, TODAY) == since
