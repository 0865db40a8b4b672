"""Dates of sources in the language of the request. A source may know only the year."""

from datetime import date, datetime

from babel.dates import format_date, format_skeleton

from search_app.texts import gettext, locale


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


def period(starts: str, ends: str) -> str:
    """Return the time of an event or of validity."""
    if starts and ends and starts != ends:
        return gettext("%(start)s to %(end)s", start=day(starts), end=day(ends))
    if starts:
        return day(starts)
    return gettext("until %(end)s", end=day(ends)) if ends else ""
