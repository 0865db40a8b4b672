"""Celery: the worker, its one task, and the messages that wake it. Nobody else knows Celery.

A message names a job and carries the time limits of its kind. All else stands in the job's row.
"""

import os
import signal
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from celery import Celery, signals
from celery.exceptions import SoftTimeLimitExceeded
from kombu.exceptions import KombuError, OperationalError

import store
from core import logs
from core.errors import PartnerNetError
from core.settings import Settings
from operations import broker
from operations.jobs.heart import Pace
from operations.jobs.registry import KINDS, Kind
from operations.jobs.runner import Runner
from operations.jobs.stopping import Stopping

_TASK = "run"
_PAST_STOP = (signal.SIGINT, signal.SIGHUP)
"""What asks the worker to stop besides SIGTERM. To Celery they mean other things."""

_log = structlog.get_logger(__name__)


def send(
    settings: Settings, waiting: Iterable[tuple[int, str]], kinds: Mapping[str, Kind] = KINDS
) -> None:
    """Send a message for each job, by its id and kind, as far as the queue has room.

    Raises PartnerNetError when the broker cannot take them.
    """
    app = _app(settings, kinds)
    try:
        with app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=connection.connect_timeout)
            queue = app.amqp.queues[broker.QUEUE].bind(connection.default_channel)
            room = broker.MOST_MESSAGES - queue.queue_declare().message_count
            for job, kind in list(waiting)[: max(room, 0)]:
                app.send_task(_TASK, (job,), connection=connection, **_limits(kinds.get(kind)))
    except (OperationalError, KombuError, OSError) as error:
        # What the driver says is left out: it may name an address that holds a password.
        raise PartnerNetError(
            f"The broker does not take messages ({type(error).__name__}); see that the folder "
            "broker in the home can be written, or that PARTNERNET_BROKER_URL answers."
        ) from error


def work(settings: Settings, kinds: Mapping[str, Kind] = KINDS, pace: Pace | None = None) -> int:
    """Do jobs in a process beside this one until asked to stop; return the exit status.

    A job that runs then is given back at its next sign of progress. Raises SettingsError when
    PARTNERNET_BROKER_URL is no address of a Redis.
    """
    stopping = Stopping()
    app = _app(settings, kinds)

    def run(job: int) -> None:
        with stopping.working(), store.opened(settings) as opened:
            runner = Runner(
                settings=settings,
                store=opened,
                kinds=kinds,
                pace=pace or Pace(),
                stopping=stopping.asked,
                too_long=SoftTimeLimitExceeded,
            )
            runner.run(job)

    app.task(run, name=_TASK)

    def begun(**_: Any) -> None:
        for number in _PAST_STOP:
            signal.signal(number, signal.getsignal(signal.SIGTERM))
        _log.info("worker waits for jobs", process=os.getpid())

    def process_begun(**_: Any) -> None:
        logs.set_up(settings, "jobs", verbose=True)

    signals.setup_logging.connect(_leave_logging, weak=False)
    signals.worker_ready.connect(begun, weak=False)
    signals.worker_process_init.connect(process_begun, weak=False)
    signals.worker_shutting_down.connect(lambda **_: stopping.ask(), weak=False)
    # Meant for pickled messages, which run as code; ours are JSON and hold the number of a job.
    warnings.filterwarnings("ignore", message="You're running the worker with superuser")
    worker = app.Worker(
        pool_cls="prefork",
        without_gossip=True,
        without_heartbeat=True,
        without_mingle=True,
        quiet=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


def _app(settings: Settings, kinds: Mapping[str, Kind]) -> Celery:
    longest = max((kind.seconds_hard for kind in kinds.values()), default=0.0)
    app = Celery("partnernet", set_as_current=False)
    app.conf.update(broker.configuration(settings, longest))
    return app


def _limits(kind: Kind | None) -> dict[str, float]:
    if kind is None:
        return {}
    return {"soft_time_limit": kind.seconds_soft, "time_limit": kind.seconds_hard}


def _leave_logging(**_: Any) -> None:
    """Keep Celery from setting up logs; the command did."""
