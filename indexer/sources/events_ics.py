"""Events of calendars (ICS, RFC 5545): a file, a folder or an archive of them.

Each date of an event that recurs is an event of its own, as far as ``recurrence.py`` takes it. What
a calendar marks as private or confidential is left out.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from indexer.sources import archives, calendars, event_settings, events, ics_values, whole
from indexer.sources.base import (
    CANCELLED,
    ENDED,
    PRIVATE,
    Context,
    Outcome,
    Row,
    RowRejected,
    Source,
    guarded,
)
from indexer.sources.event_settings import EventSettings
from indexer.sources.events import Event
from indexer.sources.ics_event import event_at
from indexer.sources.ics_values import Values
from indexer.sources.recurrence import Moment, Series, dates
from indexer.sources.recurrence_rules import BadRule

_ENDINGS = (".ics", ".ical", ".icalendar")
_CALLED_OFF = frozenset({"CANCELLED", "CANCELED"})
_OPEN = frozenset({"", "PUBLIC"})

_Told = tuple[Row, Values | RowRejected]


@dataclass(frozen=True)
class _Calendar:
    """What the events of one file have in common."""

    settings: EventSettings
    uids: Counter[str]
    """How many events have the same key; some programs give all of theirs one."""
    moved: Mapping[str, Sequence[Moment]]
    """By key of a series its dates that are told of in an event of their own."""


def _read(files: Sequence[Path], context: Context) -> Iterator[Outcome]:
    settings = event_settings.load(context.mapping)
    parts = archives.parts(files, _ENDINGS, "calendars (ICS)")
    return archives.each_part(parts, context, partial(_events, context=context, settings=settings))


def _events(
    file: io.BufferedReader, name: str, context: Context, settings: EventSettings
) -> Iterator[Outcome]:
    blocks = list(calendars.blocks(whole.content(file, name), name))
    zones = [one for one in blocks if one.kind == "VTIMEZONE" and calendars.is_yearly(one)]
    ics_values.learn_zones(zones, settings.encoding)
    told: list[_Told] = [
        (Row(context, name, one.line), _values(one, settings))
        for one in blocks
        if one.kind == "VEVENT"
    ]
    common = _common([values for _, values in told if isinstance(values, Values)], settings)
    for row, values in told:
        if isinstance(values, RowRejected):
            yield row.rejection(values.reason, values.detail)
        else:
            yield from _dates(row, values, common)


def _values(block: calendars.Block, settings: EventSettings) -> Values | RowRejected:
    try:
        return ics_values.parsed(block, settings.encoding)
    except RowRejected as reason:
        return reason


def _common(told: Sequence[Values], settings: EventSettings) -> _Calendar:
    uids: Counter[str] = Counter()
    moved: dict[str, list[Moment]] = {}
    for values in told:
        from_date = values.moment("RECURRENCE-ID")
        if from_date is None:
            uids[values.text("UID")] += 1
        else:
            moved.setdefault(values.text("UID"), []).append(from_date)
    return _Calendar(settings, uids, moved)


def _dates(row: Row, values: Values, common: _Calendar) -> Iterator[Outcome]:
    """Yield what becomes of an event: one outcome for each of its dates."""
    if values.text("CLASS").upper() not in _OPEN:
        yield PRIVATE
    elif values.text("STATUS").upper() in _CALLED_OFF:
        yield CANCELLED
    elif not (found := _each(row, values, common)):
        yield ENDED
    else:
        for event in found:
            yield guarded(row, partial(events.outcome, event=event, settings=common.settings))


def _each(row: Row, values: Values, common: _Calendar) -> list[Event]:
    """Return an event once for each of its dates, those of a series from today on."""
    uid, begin = values.text("UID"), values.begin
    from_date, rule, more = values.moment("RECURRENCE-ID"), values.rule(), values.moments("RDATE")
    if from_date is not None:
        return [event_at(values, begin, f"{uid} {from_date.isoformat()}")]
    if rule is None and not more:
        alone = uid and common.uids[uid] == 1
        return [event_at(values, begin, uid if alone else f"{uid} {begin.isoformat()}")]
    series = Series(begin, rule, more, [*values.moments("EXDATE"), *common.moved.get(uid, ())])
    try:
        found = dates(series, row.context.today)
    except BadRule as reason:
        row.remark("bad_recurrence", f"The event {reason}; only its single dates were taken.")
        found = dates(series._replace(rule=None), row.context.today)
    return [event_at(values, date, f"{uid} {date.isoformat()}") for date in found]


SOURCE = Source(
    name="ics",
    title="events of calendars (ICS), with --mapping FILE.yaml for what they do not tell",
    read=_read,
)
