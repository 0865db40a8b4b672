"""Signs of life of a worker, from a thread of its own: a long silent step loses no lease."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass

import structlog

from core.errors import Cancelled, LeaseLost, StoreUnavailable
from operations.jobs.reporting import Reporter
from store import Store, jobs
from store.jobs import Job

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Pace:
    """How long a worker is believed, and how often it shows that it lives."""

    lease_seconds: float = jobs.LEASE_SECONDS
    beat_seconds: float = 1.0
    """Also how old the progress is that a page shows, and how long a wish to cancel waits. One
    short write a second is what either database bears easily."""


@contextmanager
def beating(
    store: Store, job: Job, reporter: Reporter, pace: Pace, stopping: Callable[[], bool]
) -> Iterator[None]:
    """Keep the lease of ``job`` while the block runs, and write what ``reporter`` was told.

    Stops the reporter when somebody wishes the end of the job, when it was given to another
    worker, and when this worker is ``stopping``.
    """
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(pace.beat_seconds):
            if stopping():
                reporter.stop_with(KeyboardInterrupt())
            if not _beat(store, job, reporter, pace):
                return

    context = copy_context()
    heart = threading.Thread(target=context.run, args=(beat,), name="heart", daemon=True)
    heart.start()
    try:
        yield
    finally:
        ended.set()
        heart.join()


def _beat(store: Store, job: Job, reporter: Reporter, pace: Pace) -> bool:
    """Give one sign of life; return whether further ones are wanted."""
    try:
        wished = jobs.beat(store, job, reporter.snapshot(), lease_seconds=pace.lease_seconds)
    except LeaseLost as error:
        reporter.stop_with(error)
        return False
    except StoreUnavailable as error:
        # It may be back before the lease ends; if not, the next sign of life finds it lost.
        _log.warning("no sign of life could be given", reason=str(error))
        return True
    if wished:
        reporter.stop_with(Cancelled(f"Job {job.id} was cancelled."))
    return True
