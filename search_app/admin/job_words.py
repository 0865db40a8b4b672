"""What a page tells of a job: pure functions from the row to words."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Literal

import msgspec
from babel.dates import format_timedelta

from search_app.admin import finding_words, job_labels
from search_app.admin.finding_words import FindingShown
from search_app.tables import Column
from search_app.texts import decimal, gettext, locale
from store.jobs import Job, JobProgress

StageState = Literal["done", "running", "waiting", "stopped"]

_ACTIVE = ("waiting", "running")
_SPOKEN_STEP = 25
"""Per cent after which progress is read out again: more often would drown everything else."""


class StageShown(msgspec.Struct, frozen=True, kw_only=True):
    """One stage of a job."""

    name: str
    state: StageState
    words: str


class JobShown(msgspec.Struct, frozen=True, kw_only=True):
    """A job as pages show it."""

    id: int
    kind: str
    title: str
    state: str
    state_words: str
    author: str
    created: str
    started: str | None
    ended: str | None
    arguments: tuple[tuple[str, str], ...]
    """What was asked for, as name and value in words."""
    attempts: str
    """Which attempt it is, empty for the first."""
    stages: tuple[StageShown, ...]
    step: str
    """What runs now; empty while nothing does."""
    share: float | None
    """How much of the step is done, 0 to 1; None where nobody knows how much there is."""
    figures: tuple[str, ...]
    """How far the step is, how fast and how long still."""
    spoken: str
    """What a screen reader says; it changes seldom."""
    remarks: tuple[str, ...]
    findings: tuple[FindingShown, ...]
    outcome: tuple[tuple[str, str], ...]
    """What it did, as name and value in words."""
    reason: str
    active: bool
    """Whether it waits or runs, so that the page looks again."""
    can_cancel: bool
    can_again: bool


def shown(job: Job) -> JobShown:
    """Return ``job`` in the language of the request."""
    progress = job.progress
    active = job.state in _ACTIVE
    return JobShown(
        id=job.id,
        kind=job.kind,
        title=job_labels.kind(job.kind),
        state=job.state,
        state_words=job_labels.state(job.state),
        author=job.author,
        created=job.created,
        started=job.started,
        ended=job.ended,
        arguments=tuple(_told(job.arguments)),
        attempts=_attempts(job),
        stages=stages(progress, job.state),
        step=_step(progress) if progress and job.state == "running" else "",
        share=share(progress),
        figures=figures(progress) if progress else (),
        spoken=spoken(job),
        remarks=tuple(progress.remarks) if progress else (),
        findings=finding_words.of_outcome(job.outcome),
        outcome=tuple(_told(job.outcome)),
        reason=job.reason,
        active=active,
        can_cancel=active and job.cancel_wished is None,
        can_again=job.state in ("failed", "cancelled"),
    )


def stages(progress: JobProgress | None, state: str) -> tuple[StageShown, ...]:
    """Return all stages with how each stands: those before the present one are done."""
    if progress is None or not progress.stages:
        return ()
    at = progress.stages.index(progress.stage) if progress.stage in progress.stages else -1
    return tuple(
        StageShown(
            name=job_labels.stage(name),
            state=(found := _stage_state(number, at, state)),
            words=job_labels.stage_state(found),
        )
        for number, name in enumerate(progress.stages)
    )


def _step(progress: JobProgress) -> str:
    """Return what runs now: the stage by its name, or in the work's own words."""
    return job_labels.stage(progress.stage) if progress.stage else progress.step


def _stage_state(number: int, at: int, state: str) -> StageState:
    if state == "done" or number < at:
        return "done"
    if number > at:
        return "waiting"
    return "running" if state in _ACTIVE else "stopped"


def share(progress: JobProgress | None) -> float | None:
    """Return how much of the step is done, 0 to 1; None where nobody knows how much there is."""
    if progress is None or not progress.total:
        return None
    return min(progress.done / progress.total, 1.0)


def figures(progress: JobProgress) -> tuple[str, ...]:
    """Return how far a step is, its rate and the time left, as far as they are known."""
    told = []
    part = share(progress)
    if part is not None:
        told += [
            gettext(
                "%(done)s of %(total)s",
                done=decimal(progress.done),
                total=decimal(progress.total or 0),
            ),
            _percent(part),
        ]
    elif progress.done:
        told.append(decimal(progress.done))
    if progress.rate:
        told.append(gettext("%(rate)s a second", rate=decimal(progress.rate, "#,##0.#")))
    if progress.seconds_left is not None:
        told.append(gettext("about %(time)s left", time=duration(progress.seconds_left)))
    return tuple(told)


def duration(seconds: float) -> str:
    """Return a length of time in its largest unit: 3 Minuten."""
    return str(format_timedelta(timedelta(seconds=round(seconds)), threshold=1.5, locale=locale()))


def spoken(job: Job) -> str:
    """Return how far a job is in few steps, so that a screen reader is not kept talking."""
    words = f"{job_labels.kind(job.kind)}: {job_labels.state(job.state)}"
    progress = job.progress
    if job.state != "running" or progress is None or not progress.stage:
        return words
    words = f"{words}, {job_labels.stage(progress.stage)}"
    part = share(progress)
    if part is None:
        return words
    return f"{words}, {_percent(int(part * 100) // _SPOKEN_STEP * _SPOKEN_STEP / 100)}"


def _percent(part: float) -> str:
    return str(locale().percent_formats[None].apply(part, locale()))


def _attempts(job: Job) -> str:
    if job.attempts < 2:
        return ""
    return gettext(
        "attempt %(number)s of %(most)s",
        number=decimal(job.attempts),
        most=decimal(job.most_attempts),
    )


def _told(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what was asked for or done, as name and value; what is empty or has parts is not told.

    Parts, such as the findings of a verification, have a place of their own on the page.
    """
    for name, value in values.items():
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield job_labels.value(name), ", ".join(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield job_labels.value(name), decimal(value)
        elif isinstance(value, str):
            yield job_labels.value(name), value


def columns() -> dict[str, Column[JobShown]]:
    """Return the columns of the list of jobs. It is paged by time, so nothing else sorts it."""
    return {
        "job": Column(gettext("Job")),
        "state": Column(gettext("State")),
        "author": Column(gettext("Asked for by")),
        "created": Column(gettext("Asked for")),
        "reason": Column(gettext("How it stands")),
    }


def state_choices() -> list[tuple[str, str]]:
    """Return the states of a filter."""
    return [("", gettext("All")), *((one, job_labels.state(one)) for one in job_labels.STATES)]


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of a filter."""
    return [("", gettext("All")), *((one, job_labels.kind(one)) for one in job_labels.KINDS)]
