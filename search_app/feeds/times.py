"""Times of events, as sources tell them: a day, or a day and an hour where the event is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from search_app.cards import Card

ZONE = ZoneInfo("Europe/Prague")
"""The time on both sides of the border, for sources that tell none."""


def read(iso: str) -> date | datetime | None:
    """Return a day or a moment with its zone; None for a month, a year, and what is neither."""
    try:
        if len(iso) == len("2026-11-23"):
            return date.fromisoformat(iso)
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE)


def last_day(card: Card) -> date:
    """Return the day on which an event ends; the first of all days where it has no time."""
    found = read(card.ends) or read(card.starts)
    if found is None:
        return date.min
    return found.date() if isinstance(found, datetime) else found
