"""Jobs over the API, for those who are logged in and may see them."""

from contextlib import suppress
from typing import Any

import msgspec
from apiflask import APIBlueprint, Schema
from flask import Response
from flask_wtf.csrf import generate_csrf
from marshmallow import RAISE, fields, validate

import store
from core.errors import BadRequest
from search_app import service
from search_app.accounts import actor, needs
from search_app.admin import job_labels
from search_app.api.description import BAD, FORBIDDEN, MISSING, UNAVAILABLE, UNKNOWN, responds
from store.jobs import Job, JobProgress, JobState
from store.roles import Right

_PAGE = 50
_LARGEST = 2**31 - 1
"""Id that a database takes."""

jobs = APIBlueprint("admin_api", __name__, url_prefix="/api/v1/admin/jobs")


class JobOut(msgspec.Struct, frozen=True, kw_only=True):
    """A job and how far it is."""

    id: int
    kind: str
    state: JobState
    author: str
    created: str
    """UTC, ISO 8601, as all times here."""
    started: str | None
    ended: str | None
    cancel_wished: str | None
    arguments: dict[str, Any]
    progress: JobProgress | None
    outcome: dict[str, Any]
    reason: str
    """One sentence: why it failed, or why it waits again."""


class JobsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """A page of jobs, the newest first."""

    items: tuple[JobOut, ...]
    older: int | None
    """What ``before`` must be for the next page; null on the last one."""


class JobsWanted(Schema):
    """Which jobs are listed."""

    state = fields.String(
        validate=validate.OneOf(job_labels.STATES), metadata={"description": "Only of this state."}
    )
    kind = fields.String(metadata={"description": "Only of this kind, for example rebuild."})
    before = fields.Integer(
        validate=validate.Range(1, _LARGEST),
        metadata={"description": "Only jobs that are older than the one with this id."},
    )


@jobs.get("")
@jobs.doc(
    summary="Jobs that wait, run or have ended",
    operation_id="listJobs",
    responses=responds(JobsAnswer, BAD, UNKNOWN, FORBIDDEN, UNAVAILABLE),
)
@jobs.input(JobsWanted, location="query", arg_name="wanted", unknown=RAISE)
@needs(Right.JOBS)
def listed(wanted: dict[str, Any]) -> Response:
    """Answer a page of jobs."""
    found = store.jobs.listed(
        service.store(),
        states=[JobState(wanted["state"])] if "state" in wanted else (),
        kind=wanted.get("kind"),
        before=wanted.get("before"),
        limit=_PAGE + 1,
    )
    older = found[_PAGE - 1].id if len(found) > _PAGE else None
    return _json(JobsAnswer(items=tuple(map(out, found[:_PAGE])), older=older))


@jobs.get(f"/<int(max={_LARGEST}):id>")
@jobs.doc(
    summary="One job with its progress",
    operation_id="getJob",
    responses=responds(JobOut, UNKNOWN, FORBIDDEN, MISSING, UNAVAILABLE),
)
@needs(Right.JOBS)
def one(id: int) -> Response:
    """Answer one job; the header X-CSRFToken is what cancelling it takes."""
    return _json(out(store.jobs.one(service.store(), id)))


@jobs.post(f"/<int(max={_LARGEST}):id>/cancel")
@jobs.doc(
    summary="Cancel a job",
    description="Takes the header X-CSRFToken that reading a job answered in the same session. "
    "A job that has ended stays as it is.",
    operation_id="cancelJob",
    responses=responds(JobOut, BAD, UNKNOWN, FORBIDDEN, MISSING, UNAVAILABLE),
)
@needs(Right.JOBS)
def cancel(id: int) -> Response:
    """Wish that a job ends, and answer how it stands."""
    opened = service.store()
    with suppress(BadRequest):  # it has ended already
        store.jobs.cancel(opened, id, author=actor())
    return _json(out(store.jobs.one(opened, id)))


def out(job: Job) -> JobOut:
    """Shape a job; who works on it and by which lease is nobody else's concern."""
    return JobOut(**{name: getattr(job, name) for name in JobOut.__struct_fields__})


def _json(answer: msgspec.Struct) -> Response:
    response = Response(msgspec.json.encode(answer), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-CSRFToken"] = generate_csrf()
    return response
