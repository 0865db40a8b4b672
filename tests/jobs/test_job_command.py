"""``partnernet job``: what a person at the terminal sees and does."""

import pytest
from click.testing import CliRunner

from commands.job import job
from store import jobs
from store.jobs import JobProgress


@pytest.fixture
def call(settings):
    def call(*arguments, status=0):
        result = CliRunner().invoke(job, arguments, obj=settings)
        assert result.exit_code == status, result.output
        return result.output

    return call


@pytest.fixture
def running(opened):
    made = jobs.enqueue(opened, "update", {"a": 1}, key="index", author="anna")
    return jobs.take(opened, made.id, "machine, process 7")


def test_without_jobs_it_says_so(call, opened):
    assert call("list") == "There are no such jobs.\n"


def test_a_running_job_is_shown_with_its_progress(call, opened, running):
    told = JobProgress(
        stage="index", step="sending", done=50, total=200, rate=10, seconds_left=15,
        remarks=("normalising: 200",),
    )  # fmt: skip
    jobs.beat(opened, running, told)
    shown = call("show", str(running.id))
    assert "update  running" in shown
    assert "by anna" in shown
    assert "attempt 1, machine, process 7" in shown
    assert "arguments: a 1" in shown
    assert "progress: index, sending, 50 of 200, 10/s, 15 s left" in shown
    assert "normalising: 200" in shown


def test_a_failed_job_is_listed_with_its_reason_and_done_again(call, opened, running):
    jobs.failed(opened, running, "No room.")
    assert "No room." in call("list", "--state", "failed")
    assert call("list", "--state", "done") == "There are no such jobs.\n"
    said = call("again", str(running.id), "--author", "petr")
    (new,) = jobs.waiting(opened)
    assert said == f"Job {new.id} waits.\n"
    assert (new.author, new.arguments) == ("petr", {"a": 1})


def test_cancelling_says_whether_it_is_over_or_will_be(call, opened, running):
    assert call("cancel", str(running.id)) == f"Job {running.id} will end soon.\n"
    waits = jobs.enqueue(opened, "x", {}, key="x", author="anna")
    assert call("cancel", str(waits.id)) == f"Job {waits.id} is cancelled.\n"
