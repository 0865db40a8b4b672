"""One date of an event of a calendar, as all sources of events tell it."""

from datetime import datetime, time, timedelta

from indexer.normalise import text
from indexer.sources import event_places
from indexer.sources.entry import Position
from indexer.sources.event_places import Spot
from indexer.sources.events import Event
from indexer.sources.ics_values import Values
from indexer.sources.recurrence import Moment

_DAY = timedelta(days=1)


def event_at(values: Values, begin: Moment, key: str) -> Event:
    """Return the event of ``values`` as it begins at ``begin``, known by ``key``."""
    begin, end = _whole_days(begin, _end(begin, values.length()))
    changed = values.moment("LAST-MODIFIED")
    venue = values.text("LOCATION")
    return Event(
        key=key,
        title=values.text("SUMMARY"),
        begin=begin,
        end=end,
        text=values.text("DESCRIPTION"),
        topics=tuple(filter(None, map(text.clean, values.topics()))),
        language=values.language(),
        venue=venue,
        spot=_spot(venue, values.position()),
        url=values.text("URL").strip(),
        state=changed.isoformat()[: len("2026-11-23")] if changed else "",
    )


def _end(begin: Moment, length: timedelta | None) -> Moment | None:
    try:
        return None if length is None else begin + length
    except OverflowError:
        return None


def _whole_days(begin: Moment, end: Moment | None) -> tuple[Moment, Moment | None]:
    """Return days for an event from midnight to midnight, as some programs write whole days."""
    if not isinstance(begin, datetime) or not isinstance(end, datetime) or end <= begin:
        return begin, end
    if begin.time() != time() or end.time() != time():
        return begin, end
    return begin.date(), end.date() - _DAY


def _spot(venue: str, position: tuple[float, float] | None) -> Spot:
    """Return the place by its coordinates, with what the venue tells beside them."""
    if position is None:
        return Spot()
    latitude, longitude = position
    named = event_places.spot(venue)
    parts = named.position or Position()
    return Spot(
        named.country,
        Position(parts.street, parts.postal_code, parts.locality, latitude, longitude),
    )
