"""Asking for a job: its row, then a message that wakes a worker."""

from collections.abc import Mapping
from typing import Any

import structlog

from core.errors import BadRequest, PartnerNetError
from core.settings import Settings
from operations.jobs.registry import KINDS, Kind
from store import Store, jobs
from store.jobs import Job

_log = structlog.get_logger(__name__)


def enqueue(
    settings: Settings,
    store: Store,
    kind: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    author: str,
    kinds: Mapping[str, Kind] = KINDS,
) -> Job:
    """Ask for a job of ``kind`` and wake a worker; returns the job that waits.

    Raises BadRequest when there is no such kind, and when one that excludes it waits or runs.
    """
    if kind not in kinds:
        raise BadRequest(f"There is no job {kind}; there are: {', '.join(kinds)}.", "kind")
    wanted = kinds[kind]
    job = jobs.enqueue(
        store,
        kind,
        arguments or {},
        key=wanted.key,
        author=author,
        most_attempts=wanted.most_attempts,
    )
    wake(settings, [job], kinds)
    return job


def again(settings: Settings, store: Store, job: int, *, author: str) -> Job:
    """Ask for the same as an ended job once more. Raises as :func:`store.jobs.again`."""
    new = jobs.again(store, job, author=author)
    wake(settings, [new])
    return new


def wake(
    settings: Settings, waiting: "list[Job] | tuple[Job, ...]", kinds: Mapping[str, Kind] = KINDS
) -> None:
    """Send a message for each of these jobs. Failing is no error: the schedule finds what waits."""
    from operations import tasks  # Celery, only where something is sent

    try:
        tasks.send(settings, [(one.id, one.kind) for one in waiting], kinds)
    except PartnerNetError as error:
        _log.warning("no worker could be woken", reason=str(error))
