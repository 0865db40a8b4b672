"""What people ask for in the administration: a job that waits, and a worker that is woken.

Asking twice is asking once: who presses a button again is led to the job that is there.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import store
from core.errors import BadRequest
from core.settings import Settings
from indexer import stages
from operations import jobs
from store import Store
from store.jobs import UNFINISHED, Job, JobState

_LOOKED_AT = 20
"""Newest jobs of a kind among which the last one that ended is looked for."""
FASTEST = 100_000
"""Documents a second beyond which a throttle holds nothing back on any machine."""


def rebuild(
    settings: Settings, opened: Store, *, throttle: float | None, force: str, author: str
) -> Job:
    """Ask for a new index; ``throttle`` is documents a second at most, None for the usual.

    ``force`` is why it goes live whatever the verification finds. Raises BadRequest for a throttle
    that is none, for a reason where no verification has stopped a rebuild, and, naming the job,
    while another one works on the index.
    """
    if throttle is not None and not 0 < throttle <= FASTEST:
        raise BadRequest(f"The throttle must be more than 0 and at most {FASTEST}.", "throttle")
    if force and stopped_by_verification(opened) is None:
        raise BadRequest("The last rebuild was not stopped by its verification.", "force")
    arguments = {"throttle": throttle, "force_reason": force}
    return _asked(settings, opened, "rebuild", arguments, author=author)


def update(settings: Settings, opened: Store, *, author: str) -> Job:
    """Ask for the index to be brought to what is imported and decided. Raises as rollback."""
    return _asked(settings, opened, "update", {}, author=author)


def dry_run(settings: Settings, opened: Store, *, author: str) -> Job:
    """Ask what searches would gain and lose with the language data as people changed it.

    Raises BadRequest, naming the job, while another one works on the index.
    """
    return _asked(settings, opened, "dry_run", {}, author=author)


def rollback(settings: Settings, opened: Store, *, author: str) -> Job:
    """Ask for the versions before the live ones to go live again.

    Raises BadRequest, naming the job, while another one works on the index.
    """
    return _asked(settings, opened, "rollback", {}, author=author)


def alerts(settings: Settings, opened: Store, *, author: str) -> Job:
    """Ask for what is new to be held against the saved searches now, and not at the next hour."""
    return _asked(settings, opened, "alerts", {}, author=author)


def mails(settings: Settings, opened: Store, *, author: str) -> Job | None:
    """Ask for what is queued to be mailed now; None where that waits or runs already."""
    with suppress(BadRequest):
        return _asked(settings, opened, "mails", {}, author=author)
    return None


def decisions(
    settings: Settings, opened: Store, keys: tuple[str, ...], *, about: str, author: str
) -> Job:
    """Ask for a decision to be brought into the index; ``about`` names it: ``block 12``.

    Each decision has a job of its own, so that none waits for another one's.
    """
    key = _decision_key(about)
    try:
        made = store.jobs.enqueue(
            opened,
            "decisions",
            {"about": about, "keys": list(keys)},
            key=key,
            author=author,
            most_attempts=jobs.KINDS["decisions"].most_attempts,
        )
    except BadRequest:
        there = _unfinished(opened, "decisions", key)
        if there is None:
            raise
        return there
    jobs.wake(settings, [made])
    return made


def decision_job(opened: Store, about: str) -> Job | None:
    """Return the job that brings a decision into the index, the newest one; None without."""
    found = store.jobs.listed(opened, kind="decisions", key=_decision_key(about), limit=1)
    return next(iter(found), None)


def again(settings: Settings, opened: Store, job: int, *, author: str) -> Job:
    """Ask once more for what ``job`` was to do.

    Raises NotFound; BadRequest before it ended, and while another one works on the index.
    """
    before = store.jobs.one(opened, job)
    there = _unfinished(opened, before.kind, before.key)
    return there or jobs.again(settings, opened, job, author=author)


def stopped_by_verification(opened: Store) -> Job | None:
    """Return the last rebuild where its verification stopped it, else None."""
    ended = (
        one
        for one in store.jobs.listed(opened, kind="rebuild", limit=_LOOKED_AT)
        if one.state in (JobState.DONE, JobState.FAILED)
    )
    last = next(ended, None)
    failed = last is not None and last.state is JobState.FAILED
    return last if failed and last and _stage(last) == stages.VERIFY else None


def _asked(
    settings: Settings, opened: Store, kind: str, arguments: Mapping[str, Any], *, author: str
) -> Job:
    """Return a new job, or the one of the same kind that waits or runs."""
    try:
        return jobs.enqueue(settings, opened, kind, arguments, author=author)
    except BadRequest:
        there = _unfinished(opened, kind, jobs.KINDS[kind].key)
        if there is None:
            raise
        return there


def _unfinished(opened: Store, kind: str, key: str) -> Job | None:
    return next(iter(store.jobs.listed(opened, states=UNFINISHED, kind=kind, key=key)), None)


def _decision_key(about: str) -> str:
    return f"decisions {about}"


def _stage(job: Job) -> str:
    return job.progress.stage if job.progress else ""
