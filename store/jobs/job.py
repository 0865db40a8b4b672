"""A job as it leaves the store, and its row."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from core.errors import NotFound
from store import tables
from store.moments import iso

_jobs = tables.jobs
_TIMES = ("created", "due", "started", "ended", "lease", "cancel_wished")


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = (JobState.WAITING, JobState.RUNNING)
ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


class JobProgress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a running job is."""

    stage: str = ""
    """Name of the stage, one of ``stages``; empty where the work tells none."""
    stages: tuple[str, ...] = ()
    """Names of all stages in their order."""
    step: str = ""
    """What is done within the stage, in words."""
    done: int = 0
    """Things of the step that are done."""
    total: int | None = None
    """How many there are; None where nobody knows."""
    rate: float = 0.0
    """Things a second since the step began."""
    seconds_left: float | None = None
    """Until the end of the step, at this rate; None where that cannot be told."""
    remarks: tuple[str, ...] = ()
    """The last lines that the work said, the newest at the end."""


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A job and what became of it. Times are UTC, ISO 8601."""

    id: int
    kind: str
    arguments: dict[str, Any]
    key: str
    """What may wait or run only once."""
    state: JobState
    author: str
    created: str
    due: str
    """It runs no earlier."""
    started: str | None
    """When the present attempt began, or the last one."""
    ended: str | None
    worker: str
    """Who runs it or ran it last; empty where nobody has."""
    lease: str | None
    """Until when the worker is believed without a sign of life; None unless it runs."""
    attempts: int
    """How often it was taken. Also the number by which a worker's writes are known as current."""
    most_attempts: int
    """How often it may be taken before a lost worker makes it fail."""
    cancel_wished: str | None
    cancel_wished_by: str
    progress: JobProgress | None
    """None before it said anything."""
    outcome: dict[str, Any]
    """What it did; empty unless done."""
    reason: str
    """One sentence: why it failed, or why it waits again."""

    @property
    def unfinished(self) -> bool:
        """Tell whether it waits or runs."""
        return self.state in UNFINISHED


def exact(at: datetime | None) -> datetime:
    """Return ``at``, or the present moment. Not to the second: a lease may be shorter in tests."""
    return at or datetime.now(UTC)


def written(value: Any) -> str:
    """Return a dict or struct as the JSON of a column."""
    return msgspec.json.encode(value).decode()


def read(row: Mapping[str, Any]) -> Job:
    """Return the job of a row."""
    told: dict[str, Any] = {name: row[name] and iso(row[name]) for name in _TIMES}
    told["state"] = JobState(row["state"])
    told["arguments"] = msgspec.json.decode(row["arguments"])
    told["outcome"] = msgspec.json.decode(row["outcome"] or "{}")
    progress = row["progress"]
    told["progress"] = msgspec.json.decode(progress, type=JobProgress) if progress else None
    return Job(**{**row, **told})


def found(connection: Connection, job: int) -> Job:
    """Return the job with this id. Raises NotFound."""
    row = connection.execute(select(_jobs).where(_jobs.c.id == job)).mappings().first()
    if row is None:
        raise NotFound(f"There is no job {job}; `partnernet job list` shows all.")
    return read(dict(row))
