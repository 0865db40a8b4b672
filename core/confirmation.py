"""When an entry counts as unconfirmed: one rule for pages, API, search filter and report."""

import calendar
from datetime import UTC, date, datetime

MONTHS = 24
"""Every register is published at least once a year: who was in none of two rounds may be gone."""


def today() -> date:
    """Return the day in UTC, as OpenSearch counts days too."""
    return datetime.now(UTC).date()


def confirmed_from(day: date) -> date:
    """Return the first day whose sources still confirm an entry on ``day``.

    The same as ``day-24M`` of OpenSearch: the 29th of February becomes the 28th.
    """
    year, month = divmod(day.year * 12 + day.month - 1 - MONTHS, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unconfirmed_since(newest: str | None, day: date) -> str | None:
    """Return ``newest`` where it is too old to confirm an entry on ``day``, else None.

    ``newest`` is the state of the newest source, an ISO date that may be a year or a month only,
    which then stands for its first day. Where no source tells a date, nothing can be said: None.
    """
    return newest if newest and newest < confirmed_from(day).isoformat() else None
