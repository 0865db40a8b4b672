"""Dates of sources in the language of the request. A source may know only the year."""

from datetime import date, datetime

from babel.dates import format_date, format_datetime, format_skeleton, get_timezone

from search_app.texts import gettext, locale

_ZONE = get_timezone("Europe/Prague")
"""The time on both sides of the border."""


def day(iso: str) -> str:
    """Return ``2026-11-23``, ``2026-11``, ``2026`` or a point of time as people write it.

    What is no date is returned as it is.
    """
    try:
        if len(iso) == 4:
            return iso
        if len(iso) == 7:
            return str(format_skeleton("yMMMM", date.fromisoformat(f"{iso}-01"), locale=locale()))
        return str(format_date(datetime.fromisoformat(iso).date(), "long", locale=locale()))
    except ValueError:
        return iso


def moment(iso: str | None) -> str:
    """Return a point of time as the clocks on both sides of the border show it.

    ``iso`` is ISO 8601 with its zone; nothing where there is none.
    """
    if not iso:
        return ""
    when = datetime.fromisoformat(iso)
    return str(format_datetime(when, "medium", tzinfo=_ZONE, locale=locale()))


def period(starts: str, ends: str) -> str:
    """Return the time of an event or of validity."""
    if starts and ends and starts != ends:
        return gettext("%(start)s to %(end)s", start=day(starts), end=day(ends))
    if starts:
        return day(starts)
    return gettext("until %(end)s", end=day(ends)) if ends else ""
