"""Users and roles: who may log in, and what they may do then."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from search_app import invited, service
from search_app.accounts import actor, needs, words
from search_app.errors import Problem
from store import roles, users
from store.refusals import Refused
from store.roles import Right
from store.users import User


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.route("/users", methods=["GET", "POST"], endpoint="users")(listed)
    admin.route("/users/<int(max=2147483647):number>", methods=["GET", "POST"], endpoint="user")(
        one
    )
    admin.post("/users/<int(max=2147483647):number>/invite", endpoint="invite")(invite)
    admin.post("/users/<int(max=2147483647):number>/disable", endpoint="disable")(disable)
    admin.post("/users/<int(max=2147483647):number>/enable", endpoint="enable")(enable)
    admin.post("/users/<int(max=2147483647):number>/end", endpoint="end_sessions")(end_sessions)


@needs(Right.USERS)
def listed() -> Response:
    """Show all accounts and the form for a new one; make the one that it sends."""
    return _add() if request.method == "POST" else _list()


@needs(Right.USERS)
def one(number: int) -> Response:
    """Show an account and what can be done with it; change what is sent. Raises NotFound."""
    user = users.one(service.store(), number)
    return _change(user) if request.method == "POST" else _page(user)


@needs(Right.USERS)
def invite(number: int) -> Response:
    """Make a new link with which the person sets a password, and show it this once."""
    opened = service.store()
    user = users.one(opened, number)
    try:
        return _invited(user)
    except Refused as refused:
        return _page(user, words.problem(refused))


@needs(Right.USERS)
def disable(number: int) -> Response:
    """Disable an account. Raises NotFound."""
    opened = service.store()
    user = users.one(opened, number)
    try:
        users.disable(opened, number, author=actor())
    except Refused as refused:
        return _page(user, words.problem(refused))
    return _to(number)


@needs(Right.USERS)
def enable(number: int) -> Response:
    """Enable a disabled account. Raises NotFound."""
    users.enable(service.store(), number, author=actor())
    return _to(number)


@needs(Right.USERS)
def end_sessions(number: int) -> Response:
    """Log a person out everywhere. Raises NotFound."""
    users.end_sessions(service.store(), number, author=actor())
    return _to(number)


def _add() -> Response:
    opened = service.store()
    try:
        made = users.add(opened, email=request.form.get("email", ""), author=actor(), **_sent())
    except Refused as refused:
        return _list(words.problem(refused))
    return _invited(made)


def _change(user: User) -> Response:
    try:
        users.change(service.store(), user.id, author=actor(), **_sent())
    except Refused as refused:
        return _page(user, words.problem(refused))
    return _to(user.id)


def _sent() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("name", "language", "role")}


def _list(problem: Problem | None = None) -> Response:
    return _answer("admin/users.html", problem, users=users.listed(service.store()))


def _page(user: User, problem: Problem | None = None) -> Response:
    return _answer("admin/user.html", problem, user=user, here="admin.users")


def _answer(template: str, problem: Problem | None, **values: object) -> Response:
    page = render_template(
        template,
        roles=roles.of_service(),
        given=request.form,
        problems=(problem,) if problem else (),
        **values,
    )
    return make_response(page, problem.status if problem else 200)


def _invited(user: User) -> Response:
    return invited.invite(user, "admin/invited.html", here="admin.users")


def _to(number: int) -> Response:
    return redirect(url_for("admin.user", number=number), 303)  # type: ignore[return-value]
