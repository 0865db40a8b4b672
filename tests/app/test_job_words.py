"""What a page tells of a job, from its row."""

from typing import Any

import pytest

from search_app import tables
from search_app.admin import job_words, version_words
from search_app.tables import Column, Order
from store.jobs import Job, JobProgress, JobState

STAGES = ("load", "embed", "index", "verify")


def job(state: JobState, progress: JobProgress | None = None, **told: Any) -> Job:
    usual: dict[str, Any] = {
        "id": 7,
        "kind": "rebuild",
        "arguments": {},
        "key": "index",
        "author": "anna@example.org",
        "created": "2026-11-23T22:00:00+00:00",
        "due": "2026-11-23T22:00:00+00:00",
        "started": None,
        "ended": None,
        "worker": "",
        "lease": None,
        "attempts": 1,
        "most_attempts": 3,
        "cancel_wished": None,
        "cancel_wished_by": "",
        "outcome": {},
        "reason": "",
    }
    return Job(**{**usual, **told}, state=state, progress=progress)


def at(stage: str, done: int = 0, total: int | None = None, **told: Any) -> JobProgress:
    return JobProgress(stage=stage, stages=STAGES, done=done, total=total, **told)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (JobState.RUNNING, ["done", "done", "running", "waiting"]),
        (JobState.WAITING, ["done", "done", "running", "waiting"]),
        (JobState.FAILED, ["done", "done", "stopped", "waiting"]),
        (JobState.CANCELLED, ["done", "done", "stopped", "waiting"]),
        (JobState.DONE, ["done", "done", "done", "done"]),
    ],
)
def test_stages_before_the_present_one_are_done(state, expected):
    shown = job_words.shown(job(state, at("index")))
    assert [one.state for one in shown.stages] == expected


def test_share_rate_and_time_left_are_told_as_far_as_they_are_known():
    known = at("index", 25, 100, rate=12.5, seconds_left=90.0)
    assert job_words.figures(known) == ("25 of 100", "25%", "12.5 a second", "about 2 minutes left")
    assert job_words.figures(at("load", 234)) == ("234",)
    assert job_words.figures(at("load")) == ()
    assert job_words.share(at("index", 120, 100)) == 1.0


def test_a_screen_reader_hears_quarters_and_not_every_per_cent():
    spoken = {job_words.spoken(job(JobState.RUNNING, at("index", n, 100))) for n in range(26, 50)}
    assert spoken == {"Build the index anew: running, Fill the new index, 25%"}


@pytest.mark.parametrize(
    ("state", "wished", "cancel", "again"),
    [
        (JobState.WAITING, None, True, False),
        (JobState.RUNNING, None, True, False),
        (JobState.RUNNING, "2026-11-23T22:00:00+00:00", False, False),
        (JobState.FAILED, None, False, True),
        (JobState.CANCELLED, None, False, True),
        (JobState.DONE, None, False, False),
    ],
)
def test_what_can_be_done_with_a_job_follows_from_its_state(state, wished, cancel, again):
    shown = job_words.shown(job(state, cancel_wished=wished))
    assert (shown.can_cancel, shown.can_again) == (cancel, again)


def test_findings_stand_apart_from_the_other_outcome_and_what_stops_stands_first():
    told = {"code": "golden", "words": "3 of 4 give what they must."}
    good, bad = ({**told, "verdict": verdict} for verdict in ("good", "bad"))
    outcome = {"documents": 234, "findings": {"findings": [good, bad], "seconds": 2.0}}
    shown = job_words.shown(job(JobState.DONE, outcome=outcome))
    assert [one.verdict for one in shown.findings] == ["bad", "good"]
    assert shown.outcome == (("Documents", "234"),)


def test_an_outcome_of_another_release_has_no_findings():
    shown = job_words.shown(job(JobState.DONE, outcome={"findings": [{"colour": "red"}]}))
    assert shown.findings == ()


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 B"), (1023, "1,023 B"), (1536, "1.5 kB"), (5 << 30, "5 GB")]
)
def test_bytes_are_told_in_their_largest_unit(number, expected):
    assert version_words.size(number) == expected


def test_a_table_sorts_by_the_columns_that_it_has_and_no_others():
    columns = {"n": Column("N", lambda one: one), "text": Column[int]("Text")}
    usual = Order("n")
    assert tables.order(columns, "-n", usual) == Order("n", descending=True)
    assert tables.order(columns, "text", usual) == usual
    assert tables.order(columns, "__class__", usual) == usual
    assert tables.ordered([2, 3, 1], columns, Order("n", descending=True)) == [3, 2, 1]
    assert (usual.after("n"), Order("n", descending=True).after("n")) == ("-n", "n")
