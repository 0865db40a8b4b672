"""What workers do with jobs: take one, give signs of life, end it; and what becomes of lost ones.

Moments are those of the machines that work, so their clocks have to agree within some seconds.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from core.errors import LeaseLost
from store import tables
from store.database import Store
from store.jobs.job import Job, JobProgress, JobState, exact, read, written

_jobs = tables.jobs

LEASE_SECONDS = 60.0
"""How long a worker is believed without a sign of life. It gives one each second, from a thread of
its own; a machine that swaps or a store that restarts may hold it up for half a minute."""


def take(
    store: Store,
    job: int,
    worker: str,
    *,
    lease_seconds: float = LEASE_SECONDS,
    at: datetime | None = None,
) -> Job | None:
    """Begin a job that waits and is due; None where it is not, or another worker was faster."""
    now = exact(at)
    with store.noting() as connection:
        taken = connection.execute(
            update(_jobs)
            .where(_jobs.c.id == job, _jobs.c.state == JobState.WAITING, _jobs.c.due <= now)
            .values(
                state=JobState.RUNNING,
                attempts=_jobs.c.attempts + 1,
                worker=worker,
                started=now,
                lease=now + timedelta(seconds=lease_seconds),
                progress="",
                reason="",
            )
            .returning(_jobs)
        )
        row = taken.mappings().first()
        return read(dict(row)) if row else None


def beat(
    store: Store,
    job: Job,
    progress: JobProgress | None,
    *,
    lease_seconds: float = LEASE_SECONDS,
    at: datetime | None = None,
) -> bool:
    """Lengthen the lease, keep ``progress``, and tell whether somebody wishes that the job ends.

    Raises LeaseLost when the job is not this worker's any more.
    """
    lease = exact(at) + timedelta(seconds=lease_seconds)
    values: dict[str, Any] = {"lease": lease}
    if progress is not None:
        values["progress"] = written(progress)
    return _write(store, job, values).cancel_wished is not None


def done(store: Store, job: Job, outcome: Mapping[str, Any], *, at: datetime | None = None) -> Job:
    """Note that the job is done; ``outcome`` is what JSON can hold. Raises LeaseLost."""
    return _end(store, job, JobState.DONE, at, outcome=written(dict(outcome)))


def failed(
    store: Store,
    job: Job,
    reason: str,
    outcome: Mapping[str, Any] | None = None,
    *,
    at: datetime | None = None,
) -> Job:
    """Note that the job failed, with one sentence why and what it found. Raises LeaseLost."""
    found = written(dict(outcome or {}))
    return _end(store, job, JobState.FAILED, at, reason=reason, outcome=found)


def cancelled(store: Store, job: Job, *, at: datetime | None = None) -> Job:
    """Note that the job ended because somebody wished it. Raises LeaseLost."""
    return _end(store, job, JobState.CANCELLED, at)


def given_back(store: Store, job: Job, reason: str, *, due: datetime) -> Job:
    """Have the job wait until ``due``; the attempt does not count. Raises LeaseLost.

    For a worker that is asked to stop, and for a job that cannot run now; ``reason`` says which.
    """
    # The number of attempts tells whose writes are current, so it never goes back.
    more = job.most_attempts + 1
    waiting = {"state": JobState.WAITING, "lease": None, "due": due, "most_attempts": more}
    return _write(store, job, {**waiting, "reason": reason})


def expire(store: Store, *, at: datetime | None = None) -> tuple[Job, ...]:
    """Take the jobs from workers that gave no sign of life, and return them as they are now.

    They wait again, or are cancelled where that was wished; they fail once they were lost as often
    as they may be taken.
    """
    now = exact(at)
    lost = (_jobs.c.state == JobState.RUNNING) & (_jobs.c.lease < now)
    changed = []
    with store.noting() as connection:
        # What another process takes away in this moment is left to it.
        found = select(_jobs).where(lost).order_by(_jobs.c.id).with_for_update(skip_locked=True)
        for row in connection.execute(found).mappings().all():
            job = read(dict(row))
            after = update(_jobs).where(_jobs.c.id == job.id).values(_after_loss(job, now))
            changed.append(connection.execute(after.returning(_jobs)).mappings().one())
    return tuple(read(dict(row)) for row in changed)


def _after_loss(job: Job, now: datetime) -> dict[str, Any]:
    if job.cancel_wished is not None:
        return {"state": JobState.CANCELLED, "lease": None, "ended": now}
    reason = f"Its worker {job.worker} gave no sign of life any more."
    if job.attempts < job.most_attempts:
        return {"state": JobState.WAITING, "lease": None, "reason": reason}
    times = "" if job.attempts == 1 else f" It was the last of {job.attempts} attempts."
    return {"state": JobState.FAILED, "lease": None, "ended": now, "reason": reason + times}


def _end(store: Store, job: Job, state: JobState, at: datetime | None, **values: Any) -> Job:
    return _write(store, job, {**values, "state": state, "ended": exact(at), "lease": None})


def _write(store: Store, job: Job, values: Mapping[str, Any]) -> Job:
    """Change the job's row if the attempt that this worker was given is still the current one."""
    with store.noting() as connection:
        row = connection.execute(
            update(_jobs)
            .where(
                _jobs.c.id == job.id,
                _jobs.c.attempts == job.attempts,
                _jobs.c.state == JobState.RUNNING,
            )
            .values(values)
            .returning(_jobs)
        )
        changed = row.mappings().first()
    if changed is None:
        raise LeaseLost(f"Job {job.id} is not this worker's any more; it stopped there.")
    return read(dict(changed))
