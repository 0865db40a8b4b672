"""The round that ``partnernet schedule`` makes each minute: what is lost, old, due, waiting."""

import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog

import store
from core.errors import BadRequest, StoreUnavailable
from core.settings import Settings
from operations.jobs import asking, schedule
from operations.jobs.registry import KINDS, Kind
from operations.jobs.schedule import Schedule
from store import Store, jobs

AUTHOR = "schedule"
"""Who asks for what is due."""

ROUND_SECONDS = 60.0
"""A lost message costs at most this; the schedule knows no smaller unit either."""

KEPT = timedelta(days=90)
"""How long ended jobs are kept: registers publish monthly or quarterly, and who looks after them
wants to compare with the last time. Some thousands of rows."""

_log = structlog.get_logger(__name__)


def keep(settings: Settings) -> None:
    """Make a round each minute. Ends only by an exception.

    Raises StoreUnavailable or StoreMismatch when the store cannot be opened at the start; later
    it is waited for.
    """
    with store.opened(settings) as opened:
        while True:
            try:
                go_round(settings, opened, datetime.now(UTC))
            except StoreUnavailable as error:
                _log.warning("a round of the schedule was left out", reason=str(error))
            time.sleep(ROUND_SECONDS)


def go_round(
    settings: Settings,
    opened: Store,
    now: datetime,
    *,
    kinds: Mapping[str, Kind] = KINDS,
    planned: Schedule | None = None,
) -> None:
    """Take jobs from lost workers, remove old ones, ask for what is due, wake for what waits.

    Several may do so at once: a key waits or runs only once.
    """
    for job in jobs.expire(opened, at=now):
        _log.warning("a worker was lost", job=job.id, state=job.state, reason=job.reason)
    jobs.forget(opened, now - KEPT)
    _ask(settings, opened, now, kinds, planned or schedule.load())
    _ask_wanted(opened, kinds)
    waiting = jobs.waiting(opened, at=now)
    if waiting:
        asking.wake(settings, waiting, kinds)


def _ask_wanted(opened: Store, kinds: Mapping[str, Kind]) -> None:
    """Ask for what has something to do, whatever the hour; not again while it waits or runs."""
    for kind in kinds.values():
        if kind.wanted is None or not kind.wanted(opened):
            continue
        with suppress(BadRequest):
            jobs.enqueue(
                opened,
                kind.name,
                {},
                key=kind.key,
                author=AUTHOR,
                most_attempts=kind.most_attempts,
            )


def _ask(
    settings: Settings,
    opened: Store,
    now: datetime,
    kinds: Mapping[str, Kind],
    planned: Schedule,
) -> None:
    """Ask for what is due and was not asked for; what this program cannot do is not due."""
    for entry in planned.entries:
        kind = kinds.get(entry.kind)
        moment = schedule.due(entry, planned.zone, now)
        if kind is None or moment is None:
            continue
        if entry.needs and getattr(settings, entry.needs) is None:
            continue
        last = jobs.last_due(opened, kind.name, AUTHOR)
        if last is not None and last >= moment:
            continue
        try:
            job = jobs.enqueue(
                opened,
                kind.name,
                {},
                key=kind.key,
                author=AUTHOR,
                due=moment,
                most_attempts=kind.most_attempts,
            )
        except BadRequest:
            # One runs that excludes it; until it is too late, the next rounds try again.
            continue
        _log.info("asked for what is due", entry=entry.name, job=job.id)
