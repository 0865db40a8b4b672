"""Jobs: all of them, one with its progress, cancelling, once more."""

from contextlib import suppress

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

import store
from core.errors import BadRequest
from operations import asking
from search_app import service
from search_app.accounts import actor, needs
from search_app.admin import job_labels, job_words
from store.jobs import Job, JobState
from store.roles import Right

_PAGE = 25
_NUMBER = "<int(max=2147483647):id>"


def register(admin: Blueprint) -> None:
    """Add the pages of jobs."""
    admin.get("/jobs", endpoint="jobs")(jobs)
    admin.get(f"/jobs/{_NUMBER}", endpoint="job")(job)
    admin.get(f"/jobs/{_NUMBER}/live", endpoint="job_live")(live)
    admin.get(f"/jobs/{_NUMBER}/cancel", endpoint="confirm_cancel")(confirm_cancel)
    admin.post(f"/jobs/{_NUMBER}/cancel", endpoint="cancel_job")(cancel)
    admin.post(f"/jobs/{_NUMBER}/again", endpoint="job_again")(again)


@needs(Right.JOBS)
def jobs() -> str:
    """Show a page of jobs, the newest first, by state and kind."""
    state, kind = request.args.get("state", ""), request.args.get("kind", "")
    found = store.jobs.listed(
        service.store(),
        states=[JobState(state)] if state in job_labels.STATES else (),
        kind=kind or None,
        before=request.args.get("before", type=int),
        limit=_PAGE + 1,
    )
    return render_template(
        "admin/jobs.html",
        columns=job_words.columns(),
        jobs=tuple(map(job_words.shown, found[:_PAGE])),
        older=found[_PAGE - 1].id if len(found) > _PAGE else None,
        state=state,
        kind=kind,
        states=job_words.state_choices(),
        kinds=job_words.kind_choices(),
    )


@needs(Right.JOBS)
def job(id: int) -> str:
    """Show how far a job is; raises NotFound."""
    return render_template("admin/job.html", job=_shown(id), said=None)


@needs(Right.JOBS)
def live(id: int) -> str:
    """Answer what of a job's page changes; ``said`` is what was read out last. Raises NotFound."""
    return render_template("admin/job_live.html", job=_shown(id), said=request.args.get("said", ""))


@needs(Right.JOBS)
def confirm_cancel(id: int) -> str | Response:
    """Ask whether a job is to end; raises NotFound."""
    shown = _shown(id)
    return render_template("admin/job_cancel.html", job=shown) if shown.can_cancel else to(id)


@needs(Right.JOBS)
def cancel(id: int) -> Response:
    """Wish that a job ends; nothing where it has ended already. Raises NotFound."""
    # Where it ended in this moment, or somebody was faster, its page says how it stands.
    with suppress(BadRequest):
        store.jobs.cancel(service.store(), id, author=actor())
    return to(id)


@needs(Right.JOBS)
def again(id: int) -> Response:
    """Ask once more for what a job was to do; raises NotFound."""
    try:
        made = asking.again(service.settings(), service.store(), id, author=actor())
    except BadRequest:
        return to(id)
    return to(made.id)


def to(id: int) -> Response:
    """Lead to a job's page, whose address can be loaded again."""
    return make_response(redirect(url_for("admin.job", id=id), 303))


def _shown(id: int) -> job_words.JobShown:
    found: Job = store.jobs.one(service.store(), id)
    return job_words.shown(found)
