"""An event as calendars and pages tell it, and the record that it becomes.

Whom to ask and who organises is never read unless it is stated to be an organisation.
"""

import hashlib
from datetime import date, datetime
from typing import NamedTuple

from analyzers.letters import letter_statistics
from indexer.normalise import markup, text
from indexer.sources import entry
from indexer.sources.base import ENDED, Outcome, Row, RowRejected
from indexer.sources.event_places import Spot, spot
from indexer.sources.event_settings import EventSettings

Moment = date | datetime

_YEARS = (1900, 2200)
"""Others are slips of the pen, and cannot be brought into another time zone at the edges."""
_LONGEST_URL = 2000
"""Characters; what is longer holds no address that a person could follow."""
_TELLING = 500
"""Characters that tell the language: some 80 words."""
_COUNTRY_OF = {"de": "DE", "cs": "CZ"}
"""Where an event tells no place: in the country of its language."""


class Event(NamedTuple):
    """What a source tells of one event; empty and None where it tells nothing."""

    key: str
    """What tells it apart from others, the same at every import."""
    title: str
    begin: Moment
    end: Moment | None = None
    """Last day or moment."""
    text: str = ""
    topics: tuple[str, ...] = ()
    language: str = ""
    venue: str = ""
    """Place as a line for people."""
    spot: Spot = Spot()
    """Place where the source tells its parts."""
    url: str = ""
    organisation_name: str = ""
    state: str = ""
    """When the source changed it last, ISO date."""


def outcome(row: Row, event: Event, settings: EventSettings) -> Outcome:
    """Return the record of an event.

    One that was over before the day of the import is left out, since nobody can go there. Raises
    RowRejected where it has no title or no country can be told.
    """
    begin, end = _in_order(row, event, settings)
    if _day(end or begin) < row.context.today:
        return ENDED
    title = markup.without_contacts(text.clean(markup.plain(event.title)))
    said = markup.without_contacts(markup.plain(event.text))
    language = event.language or settings.language or _language(f"{title}\n{said}")
    place = _spot(event, settings, language)
    country = place.country or settings.country or _COUNTRY_OF.get(language, "")
    if not country:
        raise RowRejected(
            "bad_country", "No country can be told; name it in a file given as --mapping."
        )
    return entry.record(
        row,
        entry.Entry(
            type="event",
            id=record_id(event.key),
            language=language,
            country=country,
            title=title,
            text=[*said.splitlines(), ", ".join(event.topics), _shown(event.venue, place)],
            date=event.state or None,
            starts=begin.isoformat(),
            ends=end.isoformat() if end else None,
            place=place.position,
            organisation=settings.organisation or None,
            organisation_name=event.organisation_name or settings.organisation_name or None,
            url=event.url if _is_address(event.url) else None,
        ),
    )


def _language(said: str) -> str:
    return letter_statistics(said[:_TELLING])


def record_id(key: str) -> str:
    """Return the id of an event. Keys of calendars may hold a mail address, so they are hashed."""
    return f"event-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:20]}"


def _in_order(row: Row, event: Event, settings: EventSettings) -> tuple[Moment, Moment | None]:
    begin = _local(event.begin, settings)
    end = None if event.end is None else _local(event.end, settings)
    if end is not None and _before(end, begin):
        row.remark("bad_date", "The end of the event is before its begin.")
        end = None
    return begin, end


def _local(moment: Moment, settings: EventSettings) -> Moment:
    """Return a moment in the time of the region; a time without a zone is meant there."""
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise RowRejected("no_date", "The date of the event is in no year that can be meant.")
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=settings.zone)
    return moment.astimezone(settings.zone)


def _before(first: Moment, second: Moment) -> bool:
    if isinstance(first, datetime) and isinstance(second, datetime):
        return first < second
    return _day(first) < _day(second)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _spot(event: Event, settings: EventSettings, language: str) -> Spot:
    likely = settings.country or _COUNTRY_OF.get(language, "")
    told = event.spot if event.spot != Spot() else spot(event.venue, likely)
    if told.position is None and not event.venue and settings.place:
        return spot(settings.place, likely)
    return told


def _shown(venue: str, place: Spot) -> str:
    """Return the venue as text, where it tells more than the place.

    An address of a page in it may be the key to a closed meeting.
    """
    told = place.position.locality if place.position else None
    shown = text.clean(venue)
    return "" if "://" in venue or shown == told else markup.without_contacts(shown)


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= _LONGEST_URL
