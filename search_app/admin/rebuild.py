"""The index built anew: the form that asks for it, and what ran before."""

import msgspec
from flask import Blueprint, Response, make_response, render_template, request

import store
from core.errors import BadRequest
from operations import asking
from search_app import service
from search_app.accounts import actor, needs
from search_app.admin import job_words, jobs, rebuild_words
from search_app.admin.rebuild_words import Wish
from search_app.errors import Problem
from store.roles import Right

_LAST = 5
"""Rebuilds that the page shows; all are among the jobs."""


def register(admin: Blueprint) -> None:
    """Add the page."""
    admin.get("/rebuild", endpoint="rebuild")(form)
    admin.post("/rebuild", endpoint="start_rebuild")(start)


@needs(Right.REBUILD)
def form() -> Response:
    """Show the form, the rebuild that runs and those that ran."""
    return _page(Wish())


@needs(Right.REBUILD)
def start() -> Response:
    """Ask for a rebuild and lead to its page, or to that of the one that runs already."""
    wish = Wish(
        throttle=request.form.get("throttle", "").strip(),
        forced="forced" in request.form,
        force=request.form.get("force", "").strip(),
    )
    problems = rebuild_words.problems(wish)
    if problems:
        return _page(wish, problems)
    try:
        job = asking.rebuild(
            service.settings(),
            service.store(),
            throttle=wish.rate,
            force=wish.force if wish.forced else "",
            author=actor(),
        )
    except BadRequest as error:
        return _page(wish, (rebuild_words.refused(error),))
    return jobs.to(job.id)


def _page(wish: Wish, problems: tuple[Problem, ...] = ()) -> Response:
    opened = service.store()
    last = store.jobs.listed(opened, kind="rebuild", limit=_LAST)
    stopped = asking.stopped_by_verification(opened)
    page = render_template(
        "admin/rebuild.html",
        wish=msgspec.to_builtins(wish),
        problems=problems,
        columns=job_words.columns(),
        last=tuple(map(job_words.shown, last)),
        running=next((one for one in last if one.unfinished), None),
        stopped=job_words.shown(stopped) if stopped else None,
    )
    return make_response(page, 400 if problems else 200)
