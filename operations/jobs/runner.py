"""Runs one job from its row to its end, whatever happens in it."""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
import tenacity

from core import origin
from core.errors import (
    Cancelled,
    HeldBack,
    HomeBusy,
    LeaseLost,
    NotFound,
    PartnerNetError,
    StoreUnavailable,
)
from core.settings import Settings
from operations.jobs.context import JobContext
from operations.jobs.heart import Pace, beating
from operations.jobs.registry import KINDS, Kind
from operations.jobs.reporting import Reporter
from store import Store, jobs
from store.jobs import Job

_BUSY_SECONDS = 60.0
"""When a job is tried again that found somebody at work in the home: builds take minutes."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Runner:
    """A worker: what it can do, and how it is asked to stop."""

    settings: Settings
    store: Store
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    pace: Pace = field(default_factory=Pace)
    stopping: Callable[[], bool] = lambda: False
    too_long: type[Exception] = TimeoutError
    """What is raised in a job whose time is over."""

    def run(self, job: int) -> Job | None:
        """Run the job if it waits and is due; return it ended, or None where it was not to be had.

        Nothing that happens in the job is raised but what ends the whole process.
        """
        lease = self.pace.lease_seconds
        taken = jobs.take(self.store, job, _name(), lease_seconds=lease)
        if taken is None:
            return None
        with origin.of(_number(taken)):
            _log.info("job begins", kind=taken.kind, attempt=taken.attempts)
            try:
                ended = self._ended(taken)
            except LeaseLost as error:
                _log.warning("job lost", reason=str(error))
                return None
            _log.info("job ended", kind=ended.kind, state=ended.state, reason=ended.reason)
        return ended

    def _ended(self, job: Job) -> Job:
        """Do the work and note how it ended. Raises LeaseLost."""
        reporter = Reporter()
        with beating(self.store, job, reporter, self.pace, self.stopping):
            try:
                outcome = self._worked(job, reporter)
            except LeaseLost:
                raise
            except Cancelled:
                return self._written(lambda: jobs.cancelled(self.store, job))
            except HomeBusy as error:
                return self._back(job, str(error), _BUSY_SECONDS)
            except Exception as error:  # noqa: BLE001  (a job's fault must not end the worker)
                reason = self._reason(job, error)
                found = error.outcome if isinstance(error, HeldBack) else {}
                return self._written(lambda: jobs.failed(self.store, job, reason, found))
            except KeyboardInterrupt:
                # The worker is asked to stop: the next one goes on at once.
                return self._back(job, "Its worker was stopped.", 0.0)
            return self._written(lambda: jobs.done(self.store, job, outcome))

    def _worked(self, job: Job, reporter: Reporter) -> Mapping[str, Any]:
        if job.kind not in self.kinds:
            raise NotFound(
                f"This PartnerNet knows no job {job.kind}; another version asked for it."
            )
        context = JobContext(self.settings, self.store, job, reporter)
        return self.kinds[job.kind].run(context)

    def _reason(self, job: Job, error: Exception) -> str:
        """Return the sentence that people are told; what it does not say is logged."""
        if isinstance(error, PartnerNetError):
            return str(error)
        if isinstance(error, self.too_long):
            hours = self.kinds[job.kind].seconds_soft / 3600
            return f"It took longer than the {hours:.3g} hours that a job {job.kind} may take."
        _log.error("job at fault", exc_info=error)
        return f"The program has a fault; the worker's log tells more under {_number(job)}."

    def _back(self, job: Job, reason: str, seconds: float) -> Job:
        due = datetime.now(UTC) + timedelta(seconds=seconds)
        return self._written(lambda: jobs.given_back(self.store, job, reason, due=due))

    def _written(self, write: Callable[[], Job]) -> Job:
        """Write how the job ended. Tried for as long as the lease is: then it is another's."""
        again = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(StoreUnavailable),
            stop=tenacity.stop_after_delay(self.pace.lease_seconds),
            wait=tenacity.wait_random_exponential(multiplier=0.1, max=5),
            reraise=True,
        )
        return again(write)


def _number(job: Job) -> str:
    """Return what log lines and requests of the job carry."""
    return f"job-{job.id}"


def _name() -> str:
    """Return the name of this worker: where it is to be looked for."""
    return f"{socket.gethostname()}, process {os.getpid()}"
