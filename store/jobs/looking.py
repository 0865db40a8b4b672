"""What is there of jobs, and the end of old ones."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select

from store import tables
from store.database import Store
from store.jobs.job import ENDED, Job, JobState, exact, found, read

_jobs = tables.jobs


def one(store: Store, job: int) -> Job:
    """Return the job with this id. Raises NotFound."""
    with store.reading() as connection:
        return found(connection, job)


def listed(
    store: Store,
    *,
    states: Collection[JobState] = (),
    kind: str | None = None,
    key: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> tuple[Job, ...]:
    """Return at most ``limit`` jobs that fit, the newest first; no ``states`` means all.

    ``before`` is the id of the last job of the page before.
    """
    query = select(_jobs).order_by(_jobs.c.id.desc()).limit(limit)
    if states:
        query = query.where(_jobs.c.state.in_(tuple(states)))
    if kind is not None:
        query = query.where(_jobs.c.kind == kind)
    if key is not None:
        query = query.where(_jobs.c.key == key)
    if before is not None:
        query = query.where(_jobs.c.id < before)
    with store.reading() as connection:
        return tuple(read(dict(row)) for row in connection.execute(query).mappings())


def waiting(store: Store, *, at: datetime | None = None) -> tuple[Job, ...]:
    """Return the jobs that could run now, the one that is due longest first."""
    query = (
        select(_jobs)
        .where(_jobs.c.state == JobState.WAITING, _jobs.c.due <= exact(at))
        .order_by(_jobs.c.due, _jobs.c.id)
    )
    with store.reading() as connection:
        return tuple(read(dict(row)) for row in connection.execute(query).mappings())


def counts(store: Store) -> Mapping[JobState, int]:
    """Return how many jobs there are in each state."""
    query = select(_jobs.c.state, func.count()).group_by(_jobs.c.state)
    with store.reading() as connection:
        there = {row[0]: row[1] for row in connection.execute(query)}
    return {state: there.get(state, 0) for state in JobState}


def by_kind(store: Store) -> Mapping[tuple[str, JobState], int]:
    """Return how many jobs there are of each kind in each state; what there is none of is left out.

    Old ones are forgotten, so the numbers of those that ended shrink, too.
    """
    query = select(_jobs.c.kind, _jobs.c.state, func.count()).group_by(_jobs.c.kind, _jobs.c.state)
    with store.reading() as connection:
        return {(row[0], JobState(row[1])): row[2] for row in connection.execute(query)}


def last_due(store: Store, kind: str, author: str) -> datetime | None:
    """Return the latest moment for which ``author`` wanted a job of ``kind``; None for never."""
    query = select(func.max(_jobs.c.due)).where(_jobs.c.kind == kind, _jobs.c.author == author)
    with store.reading() as connection:
        latest: datetime | None = connection.execute(query).scalar_one()
    return latest


def forget(store: Store, before: datetime) -> int:
    """Remove the jobs that ended before that moment; return how many."""
    with store.noting() as connection:
        old = delete(_jobs).where(_jobs.c.state.in_(ENDED), _jobs.c.ended < before)
        return connection.execute(old).rowcount
