"""The values of one event of a calendar, whatever its program wrote."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import icalendar
from icalendar.timezone import tzp

from indexer.sources.base import RowRejected
from indexer.sources.calendars import Block
from indexer.sources.recurrence import Moment

_DAMAGES = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What the library raises for lines that are no calendar's, where it does not mark the line."""
_DAY = timedelta(days=1)


class Values:
    """What an event tells, each value read when it is asked for, empty where it is broken."""

    def __init__(self, component: icalendar.Component) -> None:
        self._component = component
        begin = self.moment("DTSTART")
        if begin is None:
            raise RowRejected("no_date", "The event has no begin that can be read.")
        self.begin = begin

    def text(self, name: str) -> str:
        """Return a text, the first one where there are several."""
        value = self._one(name)
        return "" if value is None else str(value)

    def language(self) -> str:
        """Return the language that the title is said to be in (``de`` of ``de-DE``), else ""."""
        stated = getattr(self._one("SUMMARY"), "params", {}).get("LANGUAGE", "")
        code = str(stated).partition("-")[0].lower()
        return code if len(code) == 2 and code.isalpha() else ""

    def moment(self, name: str) -> Moment | None:
        """Return a day or a moment."""
        value = self._of(self._one(name), "dt")
        return value if isinstance(value, date) else None

    def length(self) -> timedelta | None:
        """Return how long the event lasts; for whole days the last day counts as its begin."""
        end = self.moment("DTEND")
        if end is not None:
            return _length(self.begin, end)
        value = self._of(self._one("DURATION"), "dt")
        if not isinstance(value, timedelta):
            return None
        return value if isinstance(self.begin, datetime) else max(value - _DAY, timedelta())

    def moments(self, name: str) -> list[Moment]:
        """Return all days and moments of a property that may come several times."""
        found = []
        for value in self._all(name):
            for one in self._of(value, "dts") or ():
                moment = self._of(one, "dt")
                # A period is told by begin and end or length.
                moment = moment[0] if isinstance(moment, tuple) else moment
                if isinstance(moment, date):
                    found.append(moment)
        return found

    def rule(self) -> Mapping[str, Sequence[Any]] | None:
        """Return the parts of the rule of recurrence; none of them where it is broken."""
        if "RRULE" not in self._component:
            return None
        value = self._one("RRULE")
        return value if isinstance(value, icalendar.vRecur) else {}

    def position(self) -> tuple[float, float] | None:
        """Return latitude and longitude."""
        value = self._one("GEO")
        if not isinstance(value, icalendar.vGeo):
            return None
        return float(value.latitude), float(value.longitude)

    def topics(self) -> tuple[str, ...]:
        """Return the categories."""
        return tuple(
            str(one) for value in self._all("CATEGORIES") for one in self._of(value, "cats") or ()
        )

    def _one(self, name: str) -> Any:
        values = self._all(name)
        return values[0] if values else None

    def _all(self, name: str) -> list[Any]:
        value = self._component.get(name)
        return value if isinstance(value, list) else [] if value is None else [value]

    def _of(self, value: Any, attribute: str) -> Any:
        """Return an attribute, None for a value that is broken."""
        return None if isinstance(value, icalendar.vBroken) else getattr(value, attribute, None)


def parsed(block: Block, encoding: str) -> Values:
    """Return the values of an event. Raises RowRejected where it is damaged or breaks off."""
    if not block.ended:
        raise RowRejected("half_line", "The event breaks off.")
    try:
        text = b"\r\n".join(block.lines).decode(encoding)
    except UnicodeDecodeError as error:
        raise RowRejected(
            "bad_encoding", f"The event is no {encoding.upper()}; --mapping may say what it is."
        ) from error
    try:
        component = icalendar.Event.from_ical(f"{text}\r\n".encode())
    except _DAMAGES as error:
        raise RowRejected("bad_event", "The lines of the event are damaged.") from error
    return Values(component)


def learn_zones(zones: Sequence[Block], encoding: str) -> None:
    """Make the time zones of a calendar known, in place of those of the one before."""
    tzp.use_default()
    for zone in zones:
        text = b"\r\n".join(zone.lines).decode(encoding, "replace")
        try:
            icalendar.Timezone.from_ical(f"{text}\r\n".encode())
        except _DAMAGES:
            # Its events are read in the time of the region, like those that name no zone.
            continue


def _length(begin: Moment, end: Moment) -> timedelta | None:
    if isinstance(begin, datetime) and isinstance(end, datetime):
        if (begin.tzinfo is None) != (end.tzinfo is None):
            begin, end = begin.replace(tzinfo=None), end.replace(tzinfo=None)
        return end - begin
    if isinstance(begin, datetime) or isinstance(end, datetime):
        return None
    # The end of whole days is the day after; some programs write the last day.
    return max(end - begin - _DAY, timedelta()) if end >= begin else end - begin
