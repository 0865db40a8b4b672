"""When a saved search next reports by mail, by the clocks on both sides of the border."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.watches import Rhythm

ZONE = ZoneInfo("Europe/Prague")
"""Berlin's clocks show the same."""
AT = time(7, 0)
"""Of digests: before the working day begins."""
WEEKDAY = 0
"""Monday, of weekly digests."""


def next_digest(rhythm: Rhythm, moment: datetime) -> datetime | None:
    """Return when the first digest after ``moment`` is due; None where the rhythm has none.

    At seven by the clock on the wall, also where the night had 23 or 25 hours.
    """
    if rhythm not in ("daily", "weekly"):
        return None
    local = moment.astimezone(ZONE)
    days = 0 if local.time() < AT else 1
    if rhythm == "weekly":
        days += (WEEKDAY - (local.weekday() + days)) % 7
    return datetime.combine(local.date() + timedelta(days=days), AT, ZONE)


def bounds(moment: datetime) -> dict[Rhythm, datetime]:
    """Return for each rhythm that is mailed up to when alerts are due at ``moment``.

    For digests that is the last one's time by the clock on the wall.
    """
    local = moment.astimezone(ZONE)
    day = local.date() if local.time() >= AT else local.date() - timedelta(days=1)
    monday = day - timedelta(days=(day.weekday() - WEEKDAY) % 7)
    return {
        "at once": moment,
        "daily": datetime.combine(day, AT, ZONE),
        "weekly": datetime.combine(monday, AT, ZONE),
    }
