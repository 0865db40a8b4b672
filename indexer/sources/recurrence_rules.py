"""Days that a rule of recurrence (RFC 5545, 3.3.10) names, period by period.

A small follower of our own: the usual library, dateutil, looks for the next date of a rule that
has none up to the year 9999. That took 7 seconds for one rule, and calendars come from outside.
This one looks at no day behind the end that it is given. Rules within a day and by number of the
week are not followed.
"""

import calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NOT_FOLLOWED = ("BYWEEKNO", "BYEASTER")
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_DAY_PARTS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY")
_WEEK = 7


class BadRule(ValueError):
    """A rule cannot be followed."""


class Rule(NamedTuple):
    """A rule, its parts checked."""

    frequency: str
    interval: int
    week_begins: int
    """Weekday, 0 for Monday."""
    weekdays: Sequence[tuple[int, int]]
    """Ordinal (0 for each, -1 for the last) and weekday."""
    months: frozenset[int]
    month_days: frozenset[int]
    year_days: frozenset[int]
    positions: Sequence[int]


def checked(parts: Mapping[str, Sequence[Any]]) -> Rule:
    """Return the rule of ``parts`` as RFC 5545 names them. Raises BadRule."""
    frequency = str(next(iter(parts.get("FREQ", ())), "")).upper()
    if frequency not in _FREQUENCIES:
        raise BadRule("recurs within a day or never")
    if any(part in parts for part in _NOT_FOLLOWED):
        raise BadRule("recurs by number of the week")
    if any(len(parts.get(part, ())) > 1 for part in _WITHIN_A_DAY):
        raise BadRule("recurs within a day")
    (interval,) = _whole(parts.get("INTERVAL", (1,)), 1, 10_000)[:1] or (1,)
    begins = parts.get("WKST", ("MO",))
    return Rule(
        frequency=frequency,
        interval=interval,
        week_begins=_weekday(str(begins[0]))[1],
        weekdays=[_weekday(str(value)) for value in parts.get("BYDAY", ())],
        months=frozenset(_whole(parts.get("BYMONTH", ()), 1, 12)),
        month_days=frozenset(_whole(parts.get("BYMONTHDAY", ()), -31, 31)),
        year_days=frozenset(_whole(parts.get("BYYEARDAY", ()), -366, 366)),
        positions=_whole(parts.get("BYSETPOS", ()), -366, 366),
    )


def days(rule: Rule, begin: date, last: date) -> Iterator[date]:
    """Yield the days of a rule from ``begin`` to ``last`` in order."""
    fits = _fitting(rule, begin)
    for period in _periods(rule, begin, last):
        chosen = [day for day in period if fits(day)]
        if rule.positions:
            chosen = _at(chosen, rule.positions)
        yield from (day for day in chosen if begin <= day <= last)


def _periods(rule: Rule, begin: date, last: date) -> Iterator[list[date]]:
    """Yield the days of each day, week, month or year of the rule."""
    if rule.frequency in ("DAILY", "WEEKLY"):
        length = 1 if rule.frequency == "DAILY" else _WEEK
        back = (begin.weekday() - rule.week_begins) % _WEEK if length > 1 else 0
        for offset in range(-back, (last - begin).days + 1, length * rule.interval):
            yield [begin + timedelta(offset + day) for day in range(length)]
        return
    months = 1 if rule.frequency == "MONTHLY" else 12
    first = begin.year * 12 + (begin.month - 1 if months == 1 else 0)
    for month in range(first, last.year * 12 + last.month, months * rule.interval):
        yield [day for one in range(month, month + months) for day in _days_of(one)]


def _days_of(month: int) -> list[date]:
    year, index = divmod(month, 12)
    length = calendar.monthrange(year, index + 1)[1]
    return [date(year, index + 1, day) for day in range(1, length + 1)]


def _fitting(rule: Rule, begin: date) -> Callable[[date], bool]:
    """Return what tells whether a day has all that the rule asks for.

    What it does not ask for is as on the first day: a monthly rule without more means its day of
    the month.
    """
    names_days = bool(rule.weekdays or rule.month_days or rule.year_days)
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if not names_days and rule.frequency == "WEEKLY":
        weekdays = [(0, begin.weekday())]
    elif not names_days and rule.frequency in ("MONTHLY", "YEARLY"):
        month_days = frozenset({begin.day})
        if rule.frequency == "YEARLY" and not months:
            months = frozenset({begin.month})
    in_month = rule.frequency == "MONTHLY" or bool(rule.months)
    counted = rule.frequency in ("MONTHLY", "YEARLY")

    def fits(day: date) -> bool:
        if months and day.month not in months:
            return False
        length = calendar.monthrange(day.year, day.month)[1]
        if month_days and not {day.day, day.day - length - 1} & month_days:
            return False
        number = day.timetuple().tm_yday
        of_year = 366 if calendar.isleap(day.year) else 365
        if rule.year_days and not {number, number - of_year - 1} & rule.year_days:
            return False
        at, size = (day.day, length) if in_month else (number, of_year)
        places = {0, (at - 1) // _WEEK + 1, -((size - at) // _WEEK + 1)} if counted else {0}
        return not weekdays or any(
            weekday == day.weekday() and (ordinal in places or not counted)
            for ordinal, weekday in weekdays
        )

    return fits


def _at(chosen: Sequence[date], positions: Sequence[int]) -> list[date]:
    """Return the days at ``positions``, 1 for the first and -1 for the last."""
    indexes = (at - 1 if at > 0 else len(chosen) + at for at in positions)
    return sorted({chosen[index] for index in indexes if 0 <= index < len(chosen)})


def _weekday(text: str) -> tuple[int, int]:
    """Return ordinal and weekday of ``-1FR``."""
    ordinal, name = text[:-2], text[-2:].upper()
    try:
        return int(ordinal or 0), _WEEKDAYS.index(name)
    except ValueError as error:
        raise BadRule("names no weekday") from error


def _whole(values: Sequence[Any], least: int, most: int) -> list[int]:
    """Return values that must be whole numbers from ``least`` to ``most``."""
    if not all(isinstance(value, int) and least <= value <= most for value in values):
        raise BadRule("names a number that cannot be")
    return [int(value) for value in values]
