"""Link decisions: pairs that a person decides on, what was decided, and taking it back."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

import store
from core.errors import BadRequest
from operations import asking, decisions, link_check
from operations.decisions import Noted
from search_app import service, tables
from search_app.accounts import actor, needs
from search_app.admin import pair_words
from search_app.errors import Problem
from search_app.tables import Order
from store.links import LinkDecision
from store.roles import Right

_PAIRS = 10
"""Pairs on a page: each takes a person a minute."""
_NUMBER = "<int(max=2147483647):id>"
_ANSWERS = {"same": True, "different": False}


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.get("/links", endpoint="links")(links)
    admin.get("/links/pair", endpoint="pair")(pair)
    admin.post("/links/pair", endpoint="decide")(decide)
    admin.get("/links/decisions", endpoint="decisions")(history)
    admin.get(f"/links/decisions/{_NUMBER}", endpoint="decision")(decision)
    admin.post(f"/links/decisions/{_NUMBER}/undo", endpoint="undo_decision")(undo)


@needs(Right.LINKS)
def links() -> str:
    """Show the likeliest pairs that nobody has decided on."""
    found = link_check.undecided(service.settings(), _PAIRS)
    return render_template(
        "admin/links.html",
        pairs=tuple(map(pair_words.shown, found.shown)),
        undecided=found.undecided,
    )


@needs(Right.LINKS)
def pair() -> Response:
    """Show two records side by side, and the form that decides on them."""
    return _pair(request.args.get("first", ""), request.args.get("second", ""))


@needs(Right.LINKS)
def decide() -> Response:
    """Keep a decision and lead to its page; the same one again changes nothing."""
    first, second = request.form.get("first", ""), request.form.get("second", "")
    answer, reason = request.form.get("answer", ""), request.form.get("reason", "").strip()
    problems = pair_words.problems(answer, reason, _ANSWERS)
    if problems:
        return _pair(first, second, problems)
    opened, same = service.store(), _ANSWERS[answer]
    there = pair_words.same(store.links.active(opened), (first, second), same, reason)
    if there:
        return _to(there.id)
    try:
        noted = decisions.note_decision(
            service.settings(), opened, (first, second), same=same, reason=reason, author=actor()
        )
    except BadRequest as error:
        return _pair(first, second, (pair_words.refused(error),))
    return _follow(noted, "link")


@needs(Right.LINKS)
def history() -> str:
    """Show all that was decided, the newest first."""
    columns = pair_words.columns()
    order = tables.order(columns, request.args.get("sort", ""), Order("created", descending=True))
    found = store.links.history(service.store())
    return render_template(
        "admin/decisions.html",
        columns=columns,
        order=order,
        decisions=tables.ordered(found, columns, order),
        here="admin.links",
    )


@needs(Right.LINKS)
def decision(id: int) -> str:
    """Show a decision and how far it is in effect; raises NotFound."""
    opened = service.store()
    found = store.links.one(opened, id)
    return render_template(
        "admin/decision.html",
        decision=found,
        job=asking.decision_job(opened, f"{'undone' if found.undone else 'link'} {id}"),
        here="admin.links",
    )


@needs(Right.LINKS)
def undo(id: int) -> Response:
    """Take a decision back; nothing more where it holds no longer. Raises NotFound."""
    try:
        noted = decisions.note_undo(service.store(), id, author=actor())
    except BadRequest:
        return _to(id)
    return _follow(noted, "undone")


def _follow(noted: Noted[LinkDecision], what: str) -> Response:
    made = noted.decision
    about = f"{what} {made.id}"
    asking.decisions(service.settings(), service.store(), (), about=about, author=actor())
    return _to(made.id)


def _to(id: int) -> Response:
    return make_response(redirect(url_for("admin.decision", id=id), 303))


def _pair(first: str, second: str, problems: tuple[Problem, ...] = ()) -> Response:
    found = link_check.pair(service.settings(), first, second)
    page = render_template(
        "admin/pair.html",
        pair=pair_words.shown(found),
        given=request.form,
        problems=problems,
        here="admin.links",
    )
    return make_response(page, 400 if problems else 200)
