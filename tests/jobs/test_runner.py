"""One job from its row to its end, in this process."""

import pytest
import structlog
from structlog.testing import LogCapture

from core.errors import BadRequest, StoreUnavailable
from core.settings import Settings
from operations.jobs import asking, enqueue, runner
from operations.jobs.heart import Pace
from operations.jobs.reporting import Reporter
from operations.jobs.runner import Runner
from store import jobs
from tests.jobs.conftest import house
from tests.jobs.kinds import KINDS


@pytest.fixture
def home(settings, tmp_path):
    with house(settings, tmp_path) as home:
        yield home


@pytest.fixture
def logged(monkeypatch):
    """What is logged, as a list of what each line says."""
    capture = LogCapture()
    for module in (asking, runner):
        log = structlog.wrap_logger(None, processors=[capture])
        monkeypatch.setattr(module, "_log", log)
    return capture.entries


def run(home, kind, **values):
    job = home.ask(kind)
    return Runner(home.settings, home.store, kinds=KINDS, **values).run(job.id)


def test_what_a_person_can_mend_is_told_in_its_own_words(home):
    ended = run(home, "refused")
    assert (ended.state, ended.reason) == (
        "failed",
        "Too many rows were rejected; mend the file.",
    )


def test_what_held_a_new_version_back_is_kept_with_the_job(home):
    ended = run(home, "held_back")
    assert (ended.state, ended.reason) == ("failed", "Half of it is missing.")
    assert ended.outcome == {"findings": ["half"]}


def test_a_fault_is_told_by_its_number_and_logged(home, logged):
    ended = run(home, "faulty")
    assert ended.state == "failed"
    assert f"job-{ended.id}" in ended.reason
    assert "secret" not in ended.reason
    (told,) = [line for line in logged if line["event"] == "job at fault"]
    assert isinstance(told["exc_info"], ValueError)


def test_while_others_work_in_the_home_it_waits_a_minute_and_is_not_failed(home):
    back = run(home, "busy")
    assert (back.state, back.reason) == ("waiting", "Another build is running.")
    assert back.due > back.created
    assert back.most_attempts == back.attempts + 3


def test_a_kind_that_this_program_does_not_know_fails_with_a_sentence(home):
    job = jobs.enqueue(home.store, "dance", {}, key="dance", author="anna")
    ended = Runner(home.settings, home.store, kinds=KINDS).run(job.id)
    assert (ended.state, "no job dance" in ended.reason) == ("failed", True)


def test_what_is_taken_or_ended_is_left_alone(home):
    job = home.ask("note")
    runner = Runner(home.settings, home.store, kinds=KINDS)
    assert runner.run(job.id).state == "done"
    assert runner.run(job.id) is None
    assert home.noted() == ["1"]


def test_a_store_that_is_away_for_a_moment_loses_neither_the_job_nor_its_end(home, monkeypatch):
    refusals = iter([True, True, False])
    real = jobs.done

    def sometimes(*arguments):
        if next(refusals):
            raise StoreUnavailable("away")
        return real(*arguments)

    monkeypatch.setattr(jobs, "done", sometimes)
    assert run(home, "note", pace=Pace(lease_seconds=30)).state == "done"


def test_heavy_kinds_exclude_each_other_and_unknown_ones_are_refused(home):
    job = home.ask("hold")
    with pytest.raises(BadRequest, match=f"Job {job.id}"):
        home.ask("hold")
    with pytest.raises(BadRequest, match="There is no job dance"):
        home.ask("dance")


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "amqp://x:s3cret@y"])
def test_a_broker_that_is_away_or_none_does_not_keep_a_job_from_being_asked_for(
    home, url, tmp_path, logged
):
    settings = Settings.from_environment(
        {"PARTNERNET_HOME": str(tmp_path / "home"), "PARTNERNET_BROKER_URL": url}
    )
    job = enqueue(settings, home.store, "update", author="anna")
    assert job.state == "waiting"
    (told,) = logged
    assert told["event"] == "no worker could be woken"
    assert "PARTNERNET_BROKER_URL" in told["reason"]
    assert "s3cret" not in str(told)


def test_the_rate_and_the_time_left_are_those_of_the_step():
    reporter = Reporter()
    reporter.start("embedding", 100)
    reporter.advance(25)
    told = reporter.snapshot()
    assert (told.step, told.done, told.total) == ("embedding", 25, 100)
    assert told.seconds_left == pytest.approx(75 / told.rate)
    for number in range(30):
        reporter.say(f"line {number}")
    reporter.stage("index", ("embed", "index"))
    told = reporter.snapshot()
    assert (told.stage, told.done, told.total, told.seconds_left) == ("index", 0, None, None)
    assert told.remarks[-1] == "line 29"
    assert len(told.remarks) == 20
