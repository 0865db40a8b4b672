"""The calendar: valid, each event once, days as days and hours in the time of the region."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from search_app.feeds import gathering
from tests.app.scripted import document
from tests.feeds.house import House, made
from tests.webhooks import reporting
from tests.webhooks.reporting import report

PRAGUE = ZoneInfo("Europe/Prague")


def event(number, **told):
    return document(number, type="event", name=f"Setkání {number}", **told)


@pytest.fixture
def reported(app, searcher, monkeypatch):
    """A house with a saved search of events, which reports documents that a test tells."""
    monkeypatch.setattr(gathering, "now", lambda: datetime(2026, 11, 23, 12, tzinfo=PRAGUE))
    house = made(app)
    saved = reporting.watch(house.opened, house.house, "Metall", collection="offers")

    def reports(*documents) -> House:
        searcher.documents = list(documents)
        for one in documents:
            report(house.opened, saved, thing=one["id"], content=one["name"])
        return house

    return reports


def events(house):
    answer = house.read("events.ics")
    assert answer.status_code == 200
    assert answer.content_type == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.data)
    assert not calendar.errors
    return calendar, {str(one["summary"]): one for one in calendar.walk("VEVENT")}


def test_days_are_days_and_hours_are_those_of_the_region(reported):
    house = reported(
        event(1, starts="2026-12-08"),
        event(2, starts="2026-12-10", ends="2026-12-11"),
        event(3, starts="2026-12-08T18:00:00", ends="2026-12-08T20:30:00"),
        event(4, starts="2026-07-01T18:00:00+00:00", ends="2027-07-01T20:00:00+00:00"),
    )
    calendar, found = events(house)
    assert found["Setkání 1"].decoded("dtstart") == date(2026, 12, 8)
    assert "dtend" not in found["Setkání 1"]
    assert found["Setkání 2"].decoded("dtend") == date(2026, 12, 12)  # the day after, RFC 5545
    begins = found["Setkání 3"].decoded("dtstart")
    assert begins == datetime(2026, 12, 8, 18, tzinfo=PRAGUE)
    assert found["Setkání 3"]["dtstart"].params["TZID"] == "Europe/Prague"
    assert found["Setkání 4"].decoded("dtstart") == datetime(2026, 7, 1, 20, tzinfo=PRAGUE)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Prague"]
    assert str(calendar["version"]) == "2.0"
    assert all("uid" in one and "dtstamp" in one for one in found.values())


def test_each_says_why_and_where_in_the_language_of_the_reader(reported):
    house = reported(event(1, starts="2026-12-08", locality="Děčín"))
    _, found = events(house)
    one = found["Setkání 1"]
    assert str(one["location"]) == "Děčín (Tetschen)"
    assert "Významově velmi blízké" in str(one["description"])
    assert str(one["url"]).startswith("https://partner.example.org/cs/offers/")


def test_an_event_keeps_its_uid_when_its_text_and_time_change(reported):
    first = events(reported(event(1, starts="2026-12-08")))[1]["Setkání 1"]
    moved = {**event(1, starts="2026-12-09"), "name": "Setkání jinak"}
    _, found = events(reported(moved))
    assert list(found) == ["Setkání jinak"]
    assert found["Setkání jinak"]["uid"] == first["uid"]


def test_no_offers_no_events_of_long_ago_and_none_without_a_day(reported):
    house = reported(
        {**event(1, starts="2026-12-08"), "type": "offer"},
        event(2, starts="2026-10-01"),
        event(3, starts="2026-12"),
        event(4, starts="someday"),
        event(5),
        event(6, starts="2026-11-01", ends="2026-11-02"),
    )
    assert list(events(house)[1]) == ["Setkání 6"]


def test_an_end_before_the_begin_is_no_end(reported):
    house = reported(
        event(1, starts="2026-12-08", ends="2026-12-07"),
        event(2, starts="2026-12-08T18:00:00", ends="2026-12-08"),
    )
    assert not any("dtend" in one for one in events(house)[1].values())


def test_what_may_not_be_found_is_in_no_calendar(reported, searcher):
    house = reported(event(1, starts="2026-12-08"), event(2, starts="2026-12-09"))
    searcher.documents = searcher.documents[1:]
    assert list(events(house)[1]) == ["Setkání 2"]


def test_texts_with_line_breaks_and_separators_stay_texts(reported):
    name = "A;B,C\r\nEND:VEVENT\nBEGIN:VEVENT \\ x"
    house = reported({**event(1, starts="2026-12-08"), "name": name})
    _, found = events(house)
    (one,) = found.values()
    assert "END:VEVENT" in str(one["summary"])


def test_a_calendar_of_nothing_is_one(reported):
    calendar, found = events(reported())
    assert found == {}
    assert calendar.name == "VCALENDAR"
