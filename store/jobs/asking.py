"""What people ask for: a job, its end, once more. Each is noted in the audit log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.errors import BadRequest
from store import audit, tables, texts
from store.database import Store
from store.jobs.job import UNFINISHED, Job, JobState, exact, found, written

_jobs = tables.jobs


def enqueue(
    store: Store,
    kind: str,
    arguments: Mapping[str, Any],
    *,
    key: str,
    author: str,
    due: datetime | None = None,
    most_attempts: int = 1,
) -> Job:
    """Have a job of ``kind`` wait until ``due`` (with its zone; now) and return it.

    ``arguments`` is what JSON can hold, and no secret. Raises BadRequest, naming the job, when one
    with the same ``key`` waits or runs; also when the author is missing.
    """
    author = texts.required(author, "author")
    with store.writing() as connection:
        _refuse_twice(connection, key)
        now = exact(None)
        new = connection.execute(
            insert(_jobs).values(
                kind=kind,
                arguments=written(dict(arguments)),
                key=key,
                state=JobState.WAITING,
                author=author,
                created=now,
                due=due or now,
                worker="",
                attempts=0,
                most_attempts=most_attempts,
                cancel_wished_by="",
                progress="",
                outcome="",
                reason="",
            )
        ).inserted_primary_key
        assert new is not None
        _note(connection, author, "job.add", new[0], kind)
        return found(connection, new[0])


def cancel(store: Store, job: int, *, author: str) -> Job:
    """Cancel a job that waits, or have the one that runs end at its next sign of life.

    Raises NotFound; BadRequest when it has ended already.
    """
    author = texts.required(author, "author")
    with store.writing() as connection:
        before = found(connection, job)
        now = exact(None)
        wish = {"cancel_wished": now, "cancel_wished_by": author}
        of_job = update(_jobs).where(_jobs.c.id == job)
        # Whichever holds: a worker may take the job between the look and the write.
        changed = connection.execute(
            of_job.where(_jobs.c.state == JobState.WAITING).values(
                **wish, state=JobState.CANCELLED, ended=now
            )
        ).rowcount
        if not changed:
            changed = connection.execute(
                of_job.where(_jobs.c.state == JobState.RUNNING).values(**wish)
            ).rowcount
        if not changed:
            raise BadRequest(f"Job {job} has ended already; there is nothing to cancel.", "job")
        _note(connection, author, "job.cancel", job, before.kind)
        return found(connection, job)


def again(store: Store, job: int, *, author: str) -> Job:
    """Have a job that ended done once more, as a new job, and return that one.

    Raises NotFound; BadRequest when it, or another one with its key, waits or runs.
    """
    with store.reading() as connection:
        before = found(connection, job)
    if before.unfinished:
        raise BadRequest(f"Job {job} has not ended yet; cancel it first, or wait.", "job")
    return enqueue(
        store,
        before.kind,
        before.arguments,
        key=before.key,
        author=author,
        most_attempts=before.most_attempts,
    )


def _refuse_twice(connection: Connection, key: str) -> None:
    query = select(_jobs.c.id, _jobs.c.kind, _jobs.c.state).where(
        _jobs.c.key == key, _jobs.c.state.in_(UNFINISHED)
    )
    there = connection.execute(query).first()
    if there is not None:
        state = "runs" if there.state == JobState.RUNNING else "waits"
        raise BadRequest(
            f"Job {there.id} ({there.kind}) {state} already; wait for its end, or cancel it.",
            "kind",
        )


def _note(connection: Connection, author: str, action: str, job: int, kind: str) -> None:
    audit.note(connection, actor=author, action=action, subject=str(job), details={"kind": kind})
