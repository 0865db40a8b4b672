"""The schedule: when what is due, across changes of the clock, asked for once."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import DataError
from operations.jobs import schedule, scheduling
from operations.jobs.registry import KINDS
from operations.jobs.schedule import Entry, Schedule
from store import jobs
from store.jobs import JobState
from tests.jobs.kinds import KINDS as TEST_KINDS

BERLIN = "Europe/Berlin"


def entry(**values):
    told = {"name": "n", "kind": "note", "every": "day", "at": "03:40", "late_minutes": 60}
    return Entry(**told | values, why="tests")


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "now", "latest"),
    [
        ({}, "2026-11-23T12:00", "2026-11-23T02:40"),
        ({}, "2026-11-23T02:39", "2026-11-22T02:40"),
        ({}, "2026-11-23T02:40", "2026-11-23T02:40"),
        ({}, "2026-07-01T01:40", "2026-07-01T01:40"),  # summer time
        ({}, "2026-10-25T02:40", "2026-10-25T02:40"),  # the night with an hour more
        ({}, "2027-03-28T01:40", "2027-03-28T01:40"),  # and with one less
        ({"at": "02:30"}, "2026-10-25T03:00", "2026-10-25T00:30"),  # shown twice: the first
        ({"at": "02:30"}, "2027-03-28T03:00", "2027-03-28T01:30"),  # skipped: an hour later
        ({"at": "00:10"}, "2026-11-23T23:30", "2026-11-23T23:10"),  # tomorrow's date already
        ({"every": "hour", "at": ":10"}, "2026-11-23T12:05", "2026-11-23T11:10"),
        ({"every": "hour", "at": ":10"}, "2026-11-23T12:10", "2026-11-23T12:10"),
        ({"every": "week", "weekday": "sunday"}, "2026-11-23T12:00", "2026-11-22T02:40"),
        ({"every": "week", "weekday": "sunday"}, "2026-11-22T02:00", "2026-11-15T02:40"),
    ],
)
def test_the_latest_moment_is_in_local_time(told, now, latest):
    assert schedule.latest(entry(**told), BERLIN, utc(now)) == utc(latest)


def test_every_night_of_a_year_is_due_once():
    first, hours = utc("2026-06-01T00:00"), timedelta(hours=1)
    moments = {schedule.latest(entry(), BERLIN, first + at * hours) for at in range(365 * 24)}
    assert len(moments) == 366  # the one before the first day among them


def test_what_is_too_late_waits_for_the_next_time():
    assert schedule.due(entry(), BERLIN, utc("2026-11-23T03:40")) == utc("2026-11-23T02:40")
    assert schedule.due(entry(), BERLIN, utc("2026-11-23T03:41")) is None


def test_the_schedule_that_is_shipped_is_whole_and_asks_for_kinds_that_change_the_index_at_night():
    shipped = schedule.load()
    assert shipped.zone == BERLIN
    assert {"update", "alerts", "rebuild"} <= {one.kind for one in shipped.entries}
    assert all(one.why and one.late_minutes < 24 * 60 for one in shipped.entries)
    heavy = [one for one in shipped.entries if one.kind in KINDS and KINDS[one.kind].heavy]
    assert heavy
    assert all("03:00" <= one.at <= "06:00" for one in heavy)


@pytest.mark.parametrize(
    ("zone", "line", "said"),
    [
        ("Europe/Nowhere", 'at: "03:40", every: day', "Europe/Nowhere"),
        (BERLIN, 'at: "24:00", every: day', "24:00 is no time"),
        (BERLIN, 'at: "03:40", every: hour', "no time of each hour"),
        (BERLIN, 'at: "03:40", every: week', "weekday"),
        (BERLIN, 'at: "03:40", every: day, wy: x', "wy"),
    ],
)
def test_a_schedule_that_cannot_be_right_is_refused_with_its_place(tmp_path, zone, line, said):
    file = tmp_path / "schedule.yaml"
    told = f"name: n, kind: k, late_minutes: 5, why: w, {line}"
    file.write_text(f"zone: {zone}\nentries:\n  - {{{told}}}\n")
    with pytest.raises(DataError, match=said) as refused:
        schedule.load(file)
    assert "schedule.yaml" in str(refused.value)


PLANNED = Schedule(BERLIN, (entry(), entry(name="m", kind="nobody knows")))
DUE = utc("2026-11-23T02:40")


def go_round(settings, opened, minutes):
    now = DUE + timedelta(minutes=minutes)
    scheduling.go_round(settings, opened, now, kinds=TEST_KINDS, planned=PLANNED)
    return jobs.listed(opened)


def test_what_is_due_is_asked_for_once_and_what_nobody_can_do_never(settings, opened):
    assert go_round(settings, opened, -1) == ()
    (job,) = go_round(settings, opened, 0)
    assert (job.kind, job.author, job.most_attempts) == ("note", "schedule", 3)
    assert job.due == "2026-11-23T02:40:00+00:00"
    jobs.done(opened, jobs.take(opened, job.id, "w"), {})
    assert len(go_round(settings, opened, 1)) == 1
    assert len(go_round(settings, opened, 24 * 60 + 1)) == 2


def test_while_the_same_runs_it_is_not_doubled_and_is_made_up_for_afterwards(settings, opened):
    by_hand = jobs.enqueue(opened, "note", {}, key="note", author="anna")
    running = jobs.take(opened, by_hand.id, "w", lease_seconds=1e9)
    assert [one.id for one in go_round(settings, opened, 0)] == [by_hand.id]
    jobs.done(opened, running, {})
    assert len(go_round(settings, opened, 30)) == 2


def test_after_a_night_in_which_nothing_ran_nothing_is_made_up_for_by_day(settings, opened):
    assert go_round(settings, opened, 61) == ()


def test_a_round_removes_old_jobs(settings, opened):
    job = jobs.enqueue(opened, "note", {}, key="old", author="anna", due=DUE)
    jobs.done(opened, jobs.take(opened, job.id, "w"), {}, at=DUE - scheduling.KEPT)
    (left,) = go_round(settings, opened, 1)
    assert left.state is JobState.WAITING
