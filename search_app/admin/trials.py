"""Dry runs: asking for one, and what the last one found."""

import msgspec
from flask import Blueprint, Response, render_template

import store
from analyzers import overlay
from core.errors import BadRequest
from operations import asking
from operations.language.findings import DryRun
from search_app import errors, service
from search_app.accounts import actor, needs, person
from search_app.admin import jobs, language_words
from search_app.errors import Problem
from search_app.texts import gettext
from store.jobs import UNFINISHED, Job, JobState
from store.roles import Right


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/language/dry-run", endpoint="dry_run")(dry_run)
    admin.post("/language/dry-run", endpoint="start_dry_run")(start)


@needs(Right.LANGUAGE)
def dry_run() -> str:
    """Show what the last dry run found, and whether one waits or runs."""
    return _page()


@needs(Right.LANGUAGE)
def start() -> str | Response:
    """Ask for a dry run and lead to its job, also to one that waits or runs already."""
    try:
        made = asking.dry_run(service.settings(), service.store(), author=actor())
    except BadRequest:
        message = gettext("Something else works on the index now; try again when it has ended.")
        return _page((errors.Problem(status=409, message=message),))
    return jobs.to(made.id)


def _page(problems: tuple[Problem, ...] = ()) -> str:
    opened = service.store()
    last = _job(opened, (JobState.DONE,))
    found = msgspec.convert(last.outcome, DryRun) if last else None
    now = overlay.digest(store.overlay.current(opened))
    return render_template(
        "admin/dry_run.html",
        last=last,
        found=found,
        stale=bool(found and found.overlay != now),
        running=_job(opened, UNFINISHED),
        columns=language_words.trial_columns(),
        may_rebuild=bool((known := person()) and known.may(Right.REBUILD)),
        problems=problems,
        here="admin.language",
    )


def _job(opened: store.Store, states: tuple[JobState, ...]) -> Job | None:
    found = store.jobs.listed(opened, states=states, kind="dry_run", limit=1)
    return next(iter(found), None)
