"""Indices and versions: what is live, what there is to go back to, and the way back."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from core.errors import BadRequest
from operations import asking, standing
from operations.diagnosis import drift
from operations.diagnosis.drift import Drift
from operations.standing import Role
from search_app import service, tables
from search_app.accounts import actor, needs
from search_app.admin import drift_words, jobs, version_words
from search_app.errors import Problem
from search_app.tables import Order
from search_app.texts import gettext
from store.roles import Right


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/indices", endpoint="indices")(indices)
    admin.post("/indices/update", endpoint="update")(update)
    admin.get("/indices/rollback", endpoint="confirm_rollback")(confirm)
    admin.post("/indices/rollback", endpoint="rollback")(rollback)


@needs(Right.REBUILD)
def indices() -> str:
    """Show all versions and what no longer fits; raises EngineUnavailable."""
    found = standing.all_versions(service.engine())
    columns = version_words.columns()
    order = tables.order(columns, request.args.get("sort", ""), Order("role"))
    return render_template(
        "admin/indices.html",
        columns=columns,
        order=order,
        versions=tables.ordered(map(version_words.shown, found), columns, order),
        drift=tuple(map(drift_words.shown, _drifts())),
        can_go_back=bool(version_words.with_role(found, Role.PREVIOUS)),
    )


@needs(Right.REBUILD)
def update() -> Response:
    """Ask for the index to be brought up to date, and lead to the job that does it."""
    try:
        job = asking.update(service.settings(), service.store(), author=actor())
    except BadRequest:  # another job works on the index: the list of jobs says which
        return make_response(redirect(url_for("admin.jobs"), 303))
    return jobs.to(job.id)


@needs(Right.REBUILD)
def confirm() -> Response:
    """Say what going back will do, and ask; raises EngineUnavailable."""
    return _confirm(())


@needs(Right.REBUILD)
def rollback() -> Response:
    """Ask for the versions before the live ones, and lead to the job's page."""
    try:
        job = asking.rollback(service.settings(), service.store(), author=actor())
    except BadRequest:
        message = gettext(
            "Another job is working on the index. Wait for its end or cancel it, then go back."
        )
        return _confirm((Problem(status=409, message=message),))
    return jobs.to(job.id)


def _drifts() -> tuple[Drift, ...]:
    return drift.drifts(service.settings(), service.engine(), service.embedder())


def _confirm(problems: tuple[Problem, ...]) -> Response:
    found = standing.all_versions(service.engine())
    page = render_template(
        "admin/rollback.html",
        live=tuple(map(version_words.shown, version_words.with_role(found, Role.LIVE))),
        previous=tuple(map(version_words.shown, version_words.with_role(found, Role.PREVIOUS))),
        problems=problems,
        here="admin.indices",
    )
    return make_response(page, problems[0].status if problems else 200)
