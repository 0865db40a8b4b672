"""The schedule: which kinds of jobs are due when, as data in ``schedule.yaml``."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from core import strict
from core.errors import DataError

_FILE = Path(__file__).with_name("schedule.yaml")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_HOUR_TIME = re.compile(r":([0-5]\d)")
_ZONES_DIFFER = timedelta(days=1)
"""By more no zone's date differs from that of UTC."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the schedule."""

    name: str
    kind: str
    every: Literal["hour", "day", "week"]
    at: str
    """``HH:MM`` in local time; of each hour ``:MM``."""
    weekday: str = ""
    """In English, of weekly entries only."""
    late_minutes: int
    """How much later it is made up for, where nothing ran at the time or its key was taken."""
    why: str
    needs: Literal["", "backup_folder"] = ""
    """The setting without which it is never due."""

    def __post_init__(self) -> None:
        """Refuse what could never be due."""
        pattern = _HOUR_TIME if self.every == "hour" else _DAY_TIME
        if not pattern.fullmatch(self.at):
            raise ValueError(f"{self.name}: {self.at} is no time of each {self.every}")
        if (self.weekday in _WEEKDAYS) != (self.every == "week"):
            raise ValueError(f"{self.name}: weekly entries have a weekday, and no others")


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All entries and the zone whose time they are in."""

    zone: str
    entries: tuple[Entry, ...]


@cache
def load(file: Path = _FILE) -> Schedule:
    """Return the schedule. Raises DataError, naming file and key, for one that cannot be right."""
    schedule = strict.parse(file.read_text("utf-8"), file.name, Schedule)
    try:
        ZoneInfo(schedule.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise DataError(f"{file.name}: {schedule.zone} is no time zone.") from error
    return schedule


def latest(entry: Entry, zone: str, now: datetime) -> datetime:
    """Return the last moment up to ``now`` at which ``entry`` was due, in UTC.

    A time that clocks skip counts as the hour later, one that they show twice as the first.
    """
    return max(moment for moment in _around(entry, ZoneInfo(zone), now) if moment <= now)


def due(entry: Entry, zone: str, now: datetime) -> datetime | None:
    """Return the moment for which ``entry`` is to be begun now; None where it is too late."""
    moment = latest(entry, zone, now)
    return moment if now - moment <= timedelta(minutes=entry.late_minutes) else None


def _around(entry: Entry, zone: ZoneInfo, now: datetime) -> Iterator[datetime]:
    """Yield moments of ``entry`` around ``now``, one before it among them."""
    minute = int(entry.at[-2:])
    if entry.every == "hour":
        # Zones of this region differ from UTC by whole hours.
        this = now.astimezone(UTC).replace(minute=minute, second=0, microsecond=0)
        yield from (this, this - timedelta(hours=1))
        return
    for day in _days(entry, (now + _ZONES_DIFFER).date()):
        local = datetime(day.year, day.month, day.day, int(entry.at[:2]), minute, tzinfo=zone)
        yield local.astimezone(UTC)


def _days(entry: Entry, last: date) -> Iterator[date]:
    for back in range(9):
        day = last - timedelta(days=back)
        if entry.every == "day" or _WEEKDAYS[day.weekday()] == entry.weekday:
            yield day
