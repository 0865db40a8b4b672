"""Dates of events that recur, compared with the usual library where that can tell."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from indexer.sources.recurrence import MOST, Series, dates
from indexer.sources.recurrence_rules import BadRule, checked, days

TODAY = date(2026, 11, 23)
LAST = date(2026, 12, 31)
FEW = 2
"""Parts of a rule that names neither months nor weekdays."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def rule(text: str) -> vRecur:
    return vRecur.from_ical(text)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Draw rules that the library follows as RFC 5545 says.

    It follows others differently: weekdays of which some have a number and some have none, and
    positions within the first week, which may have begun before the first date.
    """
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    several = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)
    if draw(st.booleans()):
        parts.append(f"BYMONTH={','.join(map(str, draw(several)))}")
    numbered = frequency in ("MONTHLY", "YEARLY") and draw(st.booleans())
    ordinals = st.sampled_from(["1", "-1", "2", "5"] if numbered else [""])
    named = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True)
    by_day = draw(st.booleans())
    if by_day:
        parts.append(f"BYDAY={','.join(draw(ordinals) + name for name in draw(named))}")
    # Days that the months have: for a date that never comes the library looks for seconds.
    possible = [*range(1, 29), -1, -2] if len(parts) > FEW else [*range(1, 32), -1, -31]
    month_days = st.lists(st.sampled_from(possible), min_size=1, max_size=5, unique=True)
    by_month_day = frequency != "WEEKLY" and not (numbered and by_day) and draw(st.booleans())
    if by_month_day:
        parts.append(f"BYMONTHDAY={','.join(map(str, draw(month_days)))}")
    if frequency != "WEEKLY" and (by_day or by_month_day) and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '2,-1']))}")
    return ";".join([*parts, f"WKST={draw(st.sampled_from(WEEKDAYS))}"])


@settings(max_examples=100, deadline=None, derandomize=True)
@given(rules(), st.dates(date(2020, 1, 1), date(2023, 12, 31)))
def test_days_are_those_of_the_usual_library(text, begin):
    first, last = datetime.combine(begin, datetime.min.time()), datetime(2026, 12, 31)
    theirs = rrule.rrulestr(f"{text};UNTIL=20261231", dtstart=first)
    expected = [moment.date() for moment in theirs.between(first, last, inc=True)]
    assert list(days(checked(rule(text)), begin, LAST)) == expected


def test_a_rule_without_any_date_costs_no_time():
    started = time.process_time()
    never = checked(rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"))
    assert list(days(never, date(1970, 1, 1), LAST)) == []
    assert time.process_time() - started < 1


def test_weekdays_with_and_without_a_number_are_taken_together():
    found = days(checked(rule("FREQ=MONTHLY;BYDAY=1MO,FR")), date(2026, 1, 1), date(2026, 1, 31))
    assert [day.day for day in found] == [2, 5, 9, 16, 23, 30]


@pytest.mark.parametrize(
    ("text", "number"),
    [("FREQ=DAILY", MOST), ("FREQ=YEARLY", 1), ("FREQ=WEEKLY;UNTIL=20261207T170000Z", 3)],
)
def test_the_next_dates_within_a_year_are_taken(text, number):
    begin = datetime(2025, 11, 24, 18, tzinfo=ZoneInfo("Europe/Prague"))
    found = dates(Series(begin, rule(text)), TODAY)
    assert len(found) == number
    assert found[0] == (begin.replace(year=2026) if number == 1 else found[0])
    assert all(moment.date() >= TODAY for moment in found)


def test_the_end_of_a_series_in_universal_time_is_its_last_date_in_local_time():
    begin = datetime(2026, 12, 1, 18, tzinfo=ZoneInfo("Europe/Berlin"))
    found = dates(Series(begin, rule("FREQ=DAILY;UNTIL=20261203T170000Z")), TODAY)
    assert [moment.day for moment in found] == [1, 2, 3]


def test_dates_are_left_out_by_moment_in_any_zone_or_by_day():
    begin = datetime(2026, 12, 1, 18, tzinfo=ZoneInfo("Europe/Berlin"))
    without = [datetime(2026, 12, 1, 17, tzinfo=UTC), date(2026, 12, 3)]
    series = Series(begin, rule("FREQ=DAILY;COUNT=4"), without=without)
    assert [moment.day for moment in dates(series, TODAY)] == [2, 4]


def test_whole_days_stay_days():
    series = Series(date(2026, 12, 1), rule("FREQ=WEEKLY;COUNT=2"), more=[date(2026, 12, 24)])
    assert dates(series, TODAY) == [date(2026, 12, 1), date(2026, 12, 8), date(2026, 12, 24)]


def test_a_series_of_long_ago_is_not_followed():
    with pytest.raises(BadRule):
        dates(Series(date(1601, 1, 1), rule("FREQ=DAILY")), TODAY)
