"""Jobs: long works that wait, run and end. The row is the truth; messages only wake workers.

People ask (:mod:`store.jobs.asking`) and look (:mod:`store.jobs.looking`); a worker takes a job for
a time, its lease, and lengthens it while it works (:mod:`store.jobs.leasing`). A worker that lost
its lease changes nothing any more: each of its writes names the attempt that it was given.
"""

from store.jobs.asking import again, cancel, enqueue
from store.jobs.job import ENDED, UNFINISHED, Job, JobProgress, JobState
from store.jobs.leasing import (
    LEASE_SECONDS,
    beat,
    cancelled,
    done,
    expire,
    failed,
    given_back,
    take,
)
from store.jobs.looking import by_kind, counts, forget, last_due, listed, one, waiting

__all__ = [
    "ENDED",
    "LEASE_SECONDS",
    "UNFINISHED",
    "Job",
    "JobProgress",
    "JobState",
    "again",
    "beat",
    "by_kind",
    "cancel",
    "cancelled",
    "counts",
    "done",
    "enqueue",
    "expire",
    "failed",
    "forget",
    "given_back",
    "last_due",
    "listed",
    "one",
    "take",
    "waiting",
]
