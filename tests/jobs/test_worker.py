"""A real worker process with either broker: woken, cancelled, limited, stopped, killed, frozen."""

import os
import signal
from datetime import UTC, datetime, timedelta

import psutil
import pytest

from operations.jobs import scheduling, wake
from store import jobs
from tests.jobs.conftest import SECONDS, house, wait_for, worker
from tests.jobs.kinds import KINDS, PACE

AFTER_ITS_LEASE = timedelta(seconds=PACE.lease_seconds + 1)


@pytest.fixture
def home(settings, tmp_path):
    """A home with the broker in files."""
    with house(settings, tmp_path) as home:
        yield home


def go_round(home, now=None):
    """Make a round of the schedule as if it were ``now``, with nothing planned."""
    nothing = scheduling.Schedule("UTC", ())
    now = now or datetime.now(UTC)
    scheduling.go_round(home.settings, home.store, now, kinds=KINDS, planned=nothing)


def test_messages_wake_a_worker_which_cancels_ends_and_reports_jobs(each_broker, tmp_path):
    with house(each_broker, tmp_path) as home:
        first = home.ask("note")
        with worker(each_broker):
            assert home.wait_until(first, "done").outcome == {"noted": True}
            assert home.noted() == ["1"]
            held = home.ask("hold")
            home.wait_for_file("begun")
            wait_for(lambda: home.now(held).progress, "progress")
            jobs.cancel(home.store, held.id, author="petr")
            told = home.wait_until(held, "cancelled").progress
            assert (told.stage, told.stages, told.step) == ("hold", ("hold", "end"), "holding")
            assert told.total == 1000
            reason = home.wait_until(home.ask("silent"), "failed").reason
            assert "took longer than" in reason
            last = home.ask("note")
            home.wait_until(last, "done")
            assert home.noted() == ["1", "1"]


def test_a_job_whose_message_was_lost_is_found_by_the_schedule(each_broker, tmp_path):
    with house(each_broker, tmp_path) as home:
        job = jobs.enqueue(
            home.store, "note", {"file": str(tmp_path / "file")}, key="note", author="anna"
        )
        go_round(home)
        go_round(home)  # woken twice, done once
        with worker(each_broker):
            home.wait_until(job, "done")
            home.wait_until(home.ask("note"), "done")  # after the second message
        assert home.noted() == ["1", "1"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_a_worker_gives_its_job_back_and_ends_with_0(home, number):
    with worker(home.settings) as process:
        job = home.ask("hold")
        home.wait_for_file("begun")
        children = psutil.Process(process.pid).children()
        process.send_signal(number)
        assert process.wait(SECONDS) == 0
        back = home.now(job)
        assert (back.state, back.reason) == ("waiting", "Its worker was stopped.")
        wait_for(lambda: not any(one.is_running() for one in children), "the end of its process")


def test_the_job_of_a_killed_worker_is_done_by_another_one_once(home):
    with worker(home.settings) as process:
        job = home.ask("hold")
        home.wait_for_file("begun")
        process.kill()
        process.wait(SECONDS)
        lost = home.now(job)
        assert lost.state == "running"
        go_round(home)  # its lease holds
        assert home.now(job).state == "running"
        go_round(home, datetime.now(UTC) + AFTER_ITS_LEASE)
        assert "no sign of life" in home.now(job).reason
        (home.folder / "go").touch()
    with worker(home.settings):
        wake(home.settings, [home.now(job)], KINDS)
        ended = home.wait_until(job, "done")
        assert (ended.attempts, home.noted()) == (2, ["2"])


def test_a_killed_process_of_a_worker_is_replaced_and_its_job_is_done_again(home):
    with worker(home.settings) as process:
        job = home.ask("hold")
        home.wait_for_file("begun")
        (child,) = psutil.Process(process.pid).children()
        child.kill()
        (home.folder / "go").touch()
        wait_for(lambda: not child.is_running(), "the end of the process")
        go_round(home, datetime.now(UTC) + AFTER_ITS_LEASE)
        ended = home.wait_until(job, "done")
        assert (ended.attempts, home.noted()) == (2, ["2"])


def test_a_frozen_worker_does_not_end_the_job_that_another_one_has(home):
    with worker(home.settings) as frozen:
        job = home.ask("hold")
        home.wait_for_file("begun")
        (child,) = psutil.Process(frozen.pid).children()
        for pid in (frozen.pid, child.pid):
            os.kill(pid, signal.SIGSTOP)
        (home.folder / "begun").unlink()
        go_round(home, datetime.now(UTC) + AFTER_ITS_LEASE)
        with worker(home.settings):
            home.wait_for_file("begun")
            for pid in (child.pid, frozen.pid):
                os.kill(pid, signal.SIGCONT)
            log = home.settings.home / "worker.err"
            wait_for(lambda: "job lost" in log.read_text(), "the loss")
            (home.folder / "go").touch()
            ended = home.wait_until(job, "done")
            assert (ended.attempts, home.noted()) == (2, ["2"])
