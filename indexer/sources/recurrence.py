"""The dates of an event that recurs, as far as they can be of use."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any, NamedTuple

from indexer.sources import recurrence_rules
from indexer.sources.recurrence_rules import BadRule

AHEAD = timedelta(days=364)
"""How far ahead dates are taken: a year less a day, so that what is held every year comes once."""
MOST = 12
"""Dates of one event that are taken: a year of monthly meetings. The next twelve of a weekly one
tell enough, and a hundred would push all other events aside."""
EARLIEST = 1970
"""Year of the first date of a rule; calendars of this kind are younger."""

Moment = date | datetime


class Series(NamedTuple):
    """What a calendar says of the dates of one event."""

    begin: Moment
    rule: Mapping[str, Sequence[Any]] | None
    """Parts of the rule as RFC 5545 names them, such as ``FREQ``; None where there is none."""
    more: Sequence[Moment] = ()
    """Dates beside the rule."""
    without: Collection[Moment] = ()
    """Dates on which it is not held, or is told of on its own."""


def dates(series: Series, today: date) -> list[Moment]:
    """Return the dates of a series from ``today`` on, at most MOST within AHEAD.

    All are of the type and in the zone of its begin. Raises BadRule where its rule cannot be
    followed.
    """
    zone = series.begin.tzinfo if isinstance(series.begin, datetime) else None
    without = {_naive(moment, zone) for moment in series.without}
    days_without = {moment for moment in series.without if not isinstance(moment, datetime)}
    last = today + AHEAD
    beside = {_naive(moment, zone) for moment in (series.begin, *series.more)}
    following = (
        moment
        for moment in _followed(series, zone, last)
        if moment.date() >= today and moment not in without and moment.date() not in days_without
    )
    found = set(islice(following, MOST))
    found |= {
        moment
        for moment in beside - without
        if today <= moment.date() <= last and moment.date() not in days_without
    }
    taken = sorted(found)[:MOST]
    if not isinstance(series.begin, datetime):
        return [moment.date() for moment in taken]
    return [moment.replace(tzinfo=zone) for moment in taken]


def _followed(series: Series, zone: tzinfo | None, last: date) -> Iterator[datetime]:
    """Yield the moments of the rule in local time, from its first date on."""
    if series.rule is None:
        return
    begin = _naive(series.begin, zone)
    if begin.year < EARLIEST:
        raise BadRule("begins too early")
    until = next(iter(series.rule.get("UNTIL", ())), None)
    end = datetime.combine(last, time.max)
    if isinstance(until, date):
        end = min(end, _end(until, zone))
    count = next(iter(series.rule.get("COUNT", ())), None)
    if count is not None and not isinstance(count, int):
        raise BadRule("names a number that cannot be")
    rule = recurrence_rules.checked(series.rule)
    days = islice(recurrence_rules.days(rule, begin.date(), end.date()), count)
    moments = (datetime.combine(day, begin.time()) for day in days)
    yield from (moment for moment in moments if moment <= end)


def _naive(moment: Moment, zone: tzinfo | None) -> datetime:
    """Return a moment in local time without its zone; a day as its midnight."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is not None and zone is not None:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None)


def _end(until: Moment, zone: tzinfo | None) -> datetime:
    if not isinstance(until, datetime):
        return datetime.combine(until, time.max)
    if until.tzinfo is None and zone is not None:
        until = until.replace(tzinfo=UTC)
    return _naive(until, zone)
