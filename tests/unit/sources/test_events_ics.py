"""Events of calendars as programs write them. All are invented."""

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.errors import DataError
from tests.unit.sources.reading import DATA, Read

TODAY = date(2026, 11, 23)
OUTLOOK = DATA / "events" / "termine_outlook_invented.ics"


def calendar(folder: Path, *events: Sequence[str], end: str = "\r\n", **told: Any) -> Read:
    """Read a calendar of ``events``, each as its lines without BEGIN and END."""
    lines = ["BEGIN:VCALENDAR"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    file = folder / "termine.ics"
    file.write_bytes((end.join([*lines, "END:VCALENDAR"]) + end).encode())
    return read(file, **told)


def read(file: Path, settings: str = "", today: date = TODAY) -> Read:
    mapping = None
    if settings:
        mapping = file.with_suffix(".yaml")
        mapping.write_text(settings, "utf-8")
    return Read("ics", file, mapping=mapping, today=today)


def event(*more: str, uid: str = "1", title: str = "Treffen der Betriebe") -> list[str]:
    return [f"UID:{uid}", f"SUMMARY:{title}", *more]


def starts(found: Read) -> list[str]:
    return [one.starts for one in found.records]


def test_a_calendar_of_outlook_is_read_without_the_persons_in_it():
    found = read(OUTLOOK)
    meeting = found.only
    assert meeting.title == "Kooperationsbörse Maschinenbau und Oberflächentechnik"
    assert (meeting.type, meeting.language, meeting.country) == ("event", "de", "DE")
    assert (meeting.starts, meeting.ends) == (
        "2027-03-12T14:00:00+01:00",
        "2027-03-12T17:30:00+01:00",
    )
    assert (meeting.place.postal_code, meeting.place.district) == ("01067", "14612")
    assert meeting.text.splitlines() == [
        "Betriebe aus Sachsen und Böhmen lernen sich kennen.",
        "Der Eintritt ist frei.",
        "Maschinenbau, Kooperation",
        "Messe Dresden, Messering 6, 01067 Dresden",
    ]
    assert found.skipped == ["private", "cancelled", "ended"]
    assert (found.rejected, found.remarks) == ([], [])
    assert meeting.provenance[0].line == 21
    said = repr((found.outcomes, found.context.remarks))
    assert "Geheim" not in said
    assert "geheim@" not in said


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r\r\n", "\r"])
def test_lines_may_end_in_any_way_and_be_folded_within_a_letter(tmp_path, end):
    file = tmp_path / "a.ics"
    start = (
        b"BEGIN:VCALENDAR,BEGIN:VEVENT,UID:1,DTSTART:20270101T100000Z,SUMMARY:Treffen f\xc3, \xbcr "
    )
    rest = b"Betriebe,END:VEVENT,END:VCALENDAR,"
    file.write_bytes((start + rest).replace(b",", end.encode()))
    assert read(file).only.title == "Treffen für Betriebe"


@pytest.mark.parametrize(
    ("lines", "begin", "end"),
    [
        (["DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270303"], "2027-03-01", "2027-03-02"),
        (["DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270301"], "2027-03-01", "2027-03-01"),
        (["DTSTART;VALUE=DATE:20270301"], "2027-03-01", ""),
        (["DTSTART:20270301T000000", "DTEND:20270302T000000"], "2027-03-01", "2027-03-01"),
        (["DTSTART;VALUE=DATE:20270301", "DURATION:P2D"], "2027-03-01", "2027-03-02"),
        (
            ["DTSTART:20270301T100000", "DURATION:PT90M"],
            "2027-03-01T10:00:00+01:00",
            "2027-03-01T11:30:00+01:00",
        ),
        (["DTSTART:20270701T080000Z"], "2027-07-01T10:00:00+02:00", ""),
        (
            ["DTSTART;TZID=W. Europe Standard Time:20270701T100000"],
            "2027-07-01T10:00:00+02:00",
            "",
        ),
        (["DTSTART;TZID=America/New_York:20270701T040000"], "2027-07-01T10:00:00+02:00", ""),
        (["DTSTART;TZID=Nirgends:20270701T100000"], "2027-07-01T10:00:00+02:00", ""),
    ],
)
def test_times_are_those_of_the_region_and_whole_days_end_with_their_last(
    tmp_path, lines, begin, end
):
    found = calendar(tmp_path, event(*lines)).only
    assert (found.starts, found.ends) == (begin, end)


def test_a_zone_that_another_calendar_names_the_same_does_not_leak_into_this_one(tmp_path):
    def zoned(offset: str) -> Read:
        zone = (
            "BEGIN:VTIMEZONE TZID:Hier BEGIN:STANDARD DTSTART:19700101T000000 "
            f"TZOFFSETFROM:{offset} TZOFFSETTO:{offset} END:STANDARD END:VTIMEZONE"
        )
        lines = ["DTSTART;TZID=Hier:20270101T100000"]
        body = "\n".join(["BEGIN:VCALENDAR", *zone.split(" "), "BEGIN:VEVENT", *event(*lines)])
        file = tmp_path / "zone.ics"
        file.write_text(f"{body}\nEND:VEVENT\nEND:VCALENDAR\n")
        return read(file)

    assert starts(zoned("+0100")) == ["2027-01-01T10:00:00+01:00"]
    assert starts(zoned("+0300")) == ["2027-01-01T08:00:00+01:00"]


def test_each_date_of_a_series_is_an_event_with_its_own_id(tmp_path):
    rule = ["DTSTART:20260105T180000", "DTEND:20260105T200000", "RRULE:FREQ=MONTHLY;BYDAY=1MO"]
    found = calendar(tmp_path, event(*rule))
    assert len(found.records) == 12
    assert len({one.id for one in found.records}) == 12
    assert (found.records[0].starts, found.records[0].ends) == (
        "2026-12-07T18:00:00+01:00",
        "2026-12-07T20:00:00+01:00",
    )
    assert found.records[7].starts == "2027-07-05T18:00:00+02:00"  # the hour stays in summer


def test_dates_of_a_series_are_left_out_added_and_moved(tmp_path):
    series = event(
        "DTSTART:20270104T180000",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE:20270111T180000",
        "RDATE:20270220T100000",
    )
    moved = event("RECURRENCE-ID:20270118T180000", "DTSTART:20270119T190000", title="Verlegt")
    off = event("RECURRENCE-ID:20270125T180000", "DTSTART:20270125T180000", "STATUS:CANCELLED")
    found = calendar(tmp_path, series, moved, off)
    assert sorted(starts(found)) == [
        "2027-01-04T18:00:00+01:00",
        "2027-01-19T19:00:00+01:00",
        "2027-02-20T10:00:00+01:00",
    ]
    assert found.skipped == ["cancelled"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=YEARLY;BYWEEKNO=20",
        "nonsense",
    ],
)
def test_of_a_series_whose_rule_cannot_be_followed_its_own_date_is_taken(tmp_path, rule):
    found = calendar(tmp_path, event("DTSTART:20270104T180000", f"RRULE:{rule}"))
    assert starts(found) == ["2027-01-04T18:00:00+01:00"]
    assert found.remarks == [(2, "bad_recurrence")]


def test_a_series_that_is_over_is_left_out_as_ended(tmp_path):
    found = calendar(tmp_path, event("DTSTART:20200101T180000", "RRULE:FREQ=WEEKLY;COUNT=5"))
    assert (found.records, found.skipped) == ([], ["ended"])


def test_an_event_of_today_is_taken_and_one_that_ended_yesterday_is_not(tmp_path):
    found = calendar(
        tmp_path,
        event("DTSTART:20261123T080000", "DTEND:20261123T090000", uid="today"),
        event("DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261124", uid="still on"),
        event("DTSTART:20261122T080000", uid="yesterday"),
    )
    assert starts(found) == ["2026-11-23T08:00:00+01:00", "2026-11-20"]
    assert found.skipped == ["ended"]


def test_programs_that_give_all_events_one_key_lose_none(tmp_path):
    found = calendar(
        tmp_path,
        event("DTSTART:20270101T100000", uid="same"),
        event("DTSTART:20270102T100000", uid="same"),
        ["SUMMARY:Ohne Schlüssel", "DTSTART:20270103T100000"],
    )
    assert len({one.id for one in found.records}) == 3


def test_the_id_stays_when_an_event_is_moved_and_never_holds_its_key(tmp_path):
    uid = "hans.geheim@kammer.example"
    first = calendar(tmp_path, event("DTSTART:20270101T100000", uid=uid)).only
    second = calendar(tmp_path, event("DTSTART:20270108T100000", uid=uid)).only
    assert first.id == second.id
    assert "geheim" not in repr(first)


def test_a_damaged_event_costs_itself_only_and_half_a_last_one_is_told(tmp_path):
    file = tmp_path / "a.ics"
    calendar(tmp_path, event("DTSTART:bald"), event("DTSTART:20270102T100000", uid="2"))
    text = (tmp_path / "termine.ics").read_text("utf-8").replace("END:VCALENDAR", "BEGIN:VEVENT\n")
    file.write_text(f"{text}UID:3\nDTSTART:2027", "utf-8")
    found = read(file)
    assert len(found.records) == 1
    assert [reason for _, reason in found.rejected] == ["no_date", "half_line"]


def test_an_event_whose_end_is_missing_does_not_swallow_the_next(tmp_path):
    file = tmp_path / "a.ics"
    calendar(tmp_path, event("DTSTART:20270101T100000"), event("DTSTART:20270102T100000", uid="2"))
    text = (tmp_path / "termine.ics").read_text("utf-8").replace("END:VEVENT", "", 1)
    file.write_text(text, "utf-8")
    assert starts(read(file)) == ["2027-01-02T10:00:00+01:00"]


def test_a_windows_code_page_is_told_and_can_be_named(tmp_path):
    file = tmp_path / "a.ics"
    calendar(tmp_path, event("DTSTART:20270101T100000", title="Setkání podniků v Děčíně"))
    file.write_bytes((tmp_path / "termine.ics").read_text("utf-8").encode("cp1250"))
    assert read(file).rejected == [(2, "bad_encoding")]
    assert read(file, "encoding: cp1250\n").only.title == "Setkání podniků v Děčíně"


def test_a_file_tells_what_the_calendar_does_not(tmp_path):
    settings = (
        "language: cs\ncountry: CZ\nplace: Most\norganisation: cz-26168685\n"
        "organisation_name: Vzorová komora\ntime_zone: Europe/Prague\n"
    )
    found = calendar(tmp_path, event("DTSTART:20270101T100000"), settings=settings).only
    assert (found.language, found.country, found.place.locality) == ("cs", "CZ", "Most")
    assert (found.organisation, found.organisation_name) == ("cz-26168685", "Vzorová komora")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("languag: cs\n", "Is language meant?"),
        ("country: AT\n", "Possible: 'DE', 'CZ'"),
        ("time_zone: Prag\n", "Europe/Prague"),
    ],
)
def test_a_wrong_file_is_named_with_its_key_and_what_is_possible(tmp_path, settings, said):
    with pytest.raises(DataError, match=r"termine\.yaml") as raised:
        calendar(tmp_path, settings=settings)
    assert said in str(raised.value)


def test_an_online_meeting_has_no_place_and_its_address_is_not_told(tmp_path):
    found = calendar(
        tmp_path, event("DTSTART:20270101T100000", "LOCATION:https://meet.example/j/1?pwd=x")
    ).only
    assert found.place is None
    assert "pwd" not in repr(found)


def test_coordinates_go_with_the_place_that_is_named(tmp_path):
    found = calendar(
        tmp_path, event("DTSTART:20270101T100000", "GEO:50.896;14.807", "LOCATION:Rathaus, Zittau")
    ).only
    assert (found.place.latitude, found.place.precision) == (50.896, "address")
    assert found.place.locality == "Zittau"


def test_html_in_a_text_is_read_as_a_person_sees_it(tmp_path):
    html = "DESCRIPTION:<p>Erster&nbsp;Absatz</p><ul><li>Drehen</li></ul><script>x()</script>"
    found = calendar(tmp_path, event("DTSTART:20270101T100000", html)).only
    assert found.text == "Erster Absatz\nDrehen"


def test_an_archive_of_calendars_is_read(tmp_path):
    calendar(tmp_path, event("DTSTART:20270101T100000"))
    with zipfile.ZipFile(tmp_path / "alle.zip", "w") as archive:
        archive.write(tmp_path / "termine.ics", "a/eins.ics")
        archive.write(OUTLOOK, "zwei.ICS")
    assert len(read(tmp_path / "alle.zip").records) == 2


@pytest.mark.parametrize("content", [b"Hallo", b"BEGIN:VCARD\nEND:VCARD\n", b"<html></html>"])
def test_what_is_no_calendar_is_named(tmp_path, content):
    file = tmp_path / "a.ics"
    file.write_bytes(content)
    assert "a.ics is no calendar" in read(file).details[0]
