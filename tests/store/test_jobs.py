"""Jobs: asked for once, taken by one, kept by signs of life, taken away without them."""

from datetime import UTC, datetime, timedelta

import pytest

import store
from core.errors import BadRequest, LeaseLost, NotFound
from store import audit, jobs
from store.jobs import JobProgress, JobState
from tests.store.processes import run_at_once

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(seconds=jobs.LEASE_SECONDS + 1)


def ask(opened, kind="update", **values):
    told = {"key": "index", "author": "anna", "due": NOW} | values
    return jobs.enqueue(opened, kind, told.pop("arguments", {}), **told)


def taken(opened, **values):
    return jobs.take(opened, ask(opened, **values).id, "w1", at=NOW)


def test_a_job_is_kept_with_all_that_was_asked(opened):
    job = ask(opened, arguments={"throttle": 100.5}, author="jana  k")
    assert jobs.one(opened, job.id) == job
    assert (job.kind, job.state, job.arguments) == ("update", "waiting", {"throttle": 100.5})
    assert (job.author, job.due, job.attempts) == ("jana k", "2026-11-23T12:00:00+00:00", 0)
    assert (job.started, job.ended, job.lease, job.progress, job.outcome) == (None,) * 4 + ({},)


@pytest.mark.parametrize("state", ["waits", "runs"])
def test_the_same_key_is_refused_with_the_job_that_has_it(opened, state):
    job = ask(opened)
    if state == "runs":
        jobs.take(opened, job.id, "w1")
    with pytest.raises(BadRequest, match=rf"Job {job.id} \(update\) {state} already"):
        ask(opened, "rebuild")
    assert ask(opened, key="other").id != job.id


def test_a_job_is_taken_once_and_not_before_it_is_due(opened):
    job = ask(opened)
    assert jobs.take(opened, job.id, "w1", at=NOW - timedelta(seconds=1)) is None
    assert jobs.waiting(opened, at=NOW - timedelta(seconds=1)) == ()
    assert jobs.waiting(opened, at=NOW) == (job,)
    first = jobs.take(opened, job.id, "w1", at=NOW)
    assert (first.state, first.worker, first.attempts) == ("running", "w1", 1)
    assert first.lease == "2026-11-23T12:01:00+00:00"
    assert jobs.take(opened, job.id, "w2", at=NOW) is None


def test_of_several_processes_one_takes_it(settings):
    store.upgrade(settings)
    with store.opened(settings) as opened:
        job = ask(opened)
        code = (
            "from store import jobs\nimport os\n"
            "with store.opened(settings) as opened:\n"
            f"    print(jobs.take(opened, {job.id}, str(os.getpid())) is not None)"
        )
        assert sorted(run_at_once(settings, [code] * 3)) == ["False", "False", "True"]
        assert jobs.one(opened, job.id).attempts == 1


def test_of_several_processes_that_ask_one_is_answered(settings):
    store.upgrade(settings)
    code = (
        "from store import jobs\nfrom core.errors import BadRequest\n"
        "with store.opened(settings) as opened:\n"
        "    try:\n"
        "        jobs.enqueue(opened, 'update', {}, key='index', author='a'); print('asked')\n"
        "    except BadRequest:\n"
        "        print('refused')"
    )
    assert sorted(run_at_once(settings, [code] * 3)) == ["asked", "refused", "refused"]
    with store.opened(settings) as opened:
        assert len(jobs.listed(opened)) == 1


def test_a_sign_of_life_lengthens_the_lease_and_keeps_the_progress(opened):
    job = taken(opened)
    told = JobProgress(stage="load", stages=("load", "index"), done=5, total=9, remarks=("x",))
    assert jobs.beat(opened, job, told, at=LATER) is False
    after = jobs.one(opened, job.id)
    assert after.progress == told
    assert after.lease > job.lease
    assert jobs.expire(opened, at=LATER) == ()
    jobs.beat(opened, job, None, at=LATER)
    assert jobs.one(opened, job.id).progress == told


def test_without_signs_of_life_it_waits_again_and_the_first_worker_changes_nothing(opened):
    lost = taken(opened, most_attempts=2)
    (again,) = jobs.expire(opened, at=LATER)
    assert (again.state, again.reason) == (
        "waiting",
        "Its worker w1 gave no sign of life any more.",
    )
    second = jobs.take(opened, lost.id, "w1", at=LATER)
    assert second.attempts == 2
    for late in (
        lambda: jobs.beat(opened, lost, None),
        lambda: jobs.done(opened, lost, {"by": "the first"}),
        lambda: jobs.failed(opened, lost, "too late"),
        lambda: jobs.cancelled(opened, lost),
        lambda: jobs.given_back(opened, lost, "too late", due=NOW),
    ):
        with pytest.raises(LeaseLost):
            late()
    assert jobs.one(opened, lost.id) == second
    ended = jobs.done(opened, second, {"by": "the second"}, at=LATER)
    assert (ended.state, ended.outcome, ended.lease) == ("done", {"by": "the second"}, None)


def test_lost_as_often_as_it_may_be_taken_it_fails(opened):
    job = taken(opened, most_attempts=2)
    jobs.expire(opened, at=LATER)
    jobs.take(opened, job.id, "w2", at=LATER)
    (failed,) = jobs.expire(opened, at=LATER + timedelta(hours=1))
    assert (failed.state, failed.attempts) == ("failed", 2)
    assert "It was the last of 2 attempts." in failed.reason
    assert ask(opened)


def test_what_is_given_back_does_not_count_and_the_giver_has_it_no_more(opened):
    job = taken(opened, most_attempts=1)
    back = jobs.given_back(opened, job, "Its worker was stopped.", due=LATER)
    assert (back.state, back.reason) == ("waiting", "Its worker was stopped.")
    assert jobs.take(opened, job.id, "w2", at=NOW) is None
    second = jobs.take(opened, job.id, "w2", at=LATER)
    assert second.reason == ""
    with pytest.raises(LeaseLost):
        jobs.done(opened, job, {})
    assert jobs.failed(opened, second, "no").state == "failed"


def test_what_waits_is_cancelled_at_once_and_what_runs_is_told(opened):
    waits = ask(opened, key="a")
    ended = jobs.cancel(opened, waits.id, author="petr")
    assert (ended.state, ended.cancel_wished_by) == ("cancelled", "petr")
    runs = taken(opened)
    assert jobs.cancel(opened, runs.id, author="petr").state == "running"
    assert jobs.beat(opened, runs, None) is True
    assert jobs.cancelled(opened, runs).state == "cancelled"
    with pytest.raises(BadRequest, match="has ended already"):
        jobs.cancel(opened, runs.id, author="petr")


def test_a_wish_that_a_lost_worker_did_not_see_is_kept(opened):
    job = taken(opened, most_attempts=3)
    jobs.cancel(opened, job.id, author="petr")
    (after,) = jobs.expire(opened, at=LATER)
    assert (after.state, after.lease) == ("cancelled", None)


def test_an_ended_job_is_done_again_as_a_new_one_and_the_old_one_stays(opened):
    job = taken(opened, arguments={"a": 1}, most_attempts=3)
    with pytest.raises(BadRequest, match="not ended yet"):
        jobs.again(opened, job.id, author="petr")
    failed = jobs.failed(opened, job, "no room")
    new = jobs.again(opened, job.id, author="petr")
    assert (new.kind, new.arguments, new.key, new.author) == ("update", {"a": 1}, "index", "petr")
    assert (new.state, new.attempts, new.most_attempts) == ("waiting", 0, 3)
    assert jobs.listed(opened) == (new, failed)


def test_lists_are_narrowed_and_paged(opened):
    made = [ask(opened, f"kind{n % 2}", key=str(n)) for n in range(4)]
    jobs.cancel(opened, made[0].id, author="a")
    assert jobs.listed(opened, limit=2) == (made[3], made[2])
    assert jobs.listed(opened, before=made[2].id, kind="kind1") == (made[1],)
    assert jobs.listed(opened, states=[JobState.WAITING], kind="kind0") == (made[2],)
    assert jobs.counts(opened)[JobState.WAITING] == 3
    assert jobs.counts(opened)[JobState.FAILED] == 0


def test_old_ones_are_forgotten_but_none_that_has_not_ended(opened):
    old = taken(opened, key="old")
    jobs.done(opened, old, {}, at=NOW)
    runs = taken(opened, key="runs")
    new = jobs.done(opened, taken(opened, key="new"), {}, at=LATER)
    assert jobs.forget(opened, before=LATER) == 1
    assert {one.id for one in jobs.listed(opened)} == {runs.id, new.id}


def test_who_asked_and_cancelled_is_in_the_audit_log_and_workers_are_not(opened):
    job = ask(opened)
    revision = store.revision(opened)
    running = jobs.take(opened, job.id, "w1")
    jobs.beat(opened, running, JobProgress())
    assert store.revision(opened) == revision
    jobs.cancel(opened, job.id, author="petr")
    noted = [(one.actor, one.action, one.subject) for one in audit.entries(opened)]
    assert noted == [("petr", "job.cancel", str(job.id)), ("anna", "job.add", str(job.id))]


def test_the_last_moment_that_was_asked_for_is_known(opened):
    assert jobs.last_due(opened, "update", "schedule") is None
    ask(opened, author="schedule")
    ask(opened, author="anna", due=LATER, key="b")
    assert jobs.last_due(opened, "update", "schedule") == NOW


def test_what_is_not_there_is_told(opened):
    for wanted in (jobs.one, lambda *a: jobs.cancel(*a, author="x")):
        with pytest.raises(NotFound, match="no job 77"):
            wanted(opened, 77)
