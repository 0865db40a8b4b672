"""A calendar (RFC 5545) of the events that saved searches reported."""

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from search_app.feeds import times
from search_app.feeds.atom import identifier
from search_app.feeds.gathering import Entry
from search_app.labels import language
from search_app.texts import gettext
from store.houses import House

_PRODUCT = "-//PartnerNet//Saved searches//EN"
_HOW_OFTEN = timedelta(hours=1)
"""How often programs may ask again: what is new is looked for as often."""


def of(house: House, events: list[Entry]) -> bytes:
    """Return a calendar of ``events``; those without a day are left out."""
    made = Calendar()
    name = gettext("Events for %(house)s (PartnerNet)", house=house.name)
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("name", name)
    made.add("x-wr-calname", name)  # before RFC 7986 programs agreed on this one
    made.add("refresh-interval", _HOW_OFTEN, parameters={"value": "DURATION"})
    for one in events:
        begins = times.read(one.card.starts)
        if begins is not None:
            made.add_component(_event(house, one, begins))
    made.add_missing_timezones()
    written: bytes = made.to_ical()
    return written


def _event(house: House, entry: Entry, begins: date | datetime) -> Event:
    event = Event()
    # Of the thing alone: when its time or its text changes it stays the same appointment.
    event.add("uid", identifier(house.key, house.created, entry.collection, entry.thing))
    event.add("dtstamp", datetime.fromisoformat(entry.updated))
    event.add("last-modified", datetime.fromisoformat(entry.updated))
    event.add("dtstart", begins)
    ends = _end(begins, times.read(entry.card.ends))
    if ends is not None:
        event.add("dtend", ends)
    event.add("summary", entry.card.name, parameters={"language": entry.card.language})
    event.add("description", _description(entry), parameters={"language": language()})
    if entry.card.locality:
        event.add("location", entry.card.locality)
    event.add("url", entry.url)
    event.add("categories", list(entry.watches))
    event.add("transp", "TRANSPARENT")  # somebody's day is not taken by what a search found
    return event


def _end(begins: date | datetime, told: date | datetime | None) -> date | datetime | None:
    """Return the end as calendars have it: of the kind of the begin, and of days the one after.

    None where none is told, or one before the begin.
    """
    if told is None:
        return None
    if isinstance(begins, datetime):
        timed = told if isinstance(told, datetime) else None
        return timed if timed and timed > begins else None
    last = told.date() if isinstance(told, datetime) else told
    return last + timedelta(days=1) if last >= begins else None


def _description(entry: Entry) -> str:
    found_by = gettext("Reported by: %(watches)s", watches=", ".join(entry.watches))
    return "\n".join((*entry.reasons, found_by, entry.url))
