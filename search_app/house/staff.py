"""Staff of a house: who may log in, and what they may do then."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from search_app import invited, service
from search_app.accounts import actor, needs, person, words
from search_app.errors import Problem
from search_app.house.own import own_house
from store import members, roles
from store.refusals import Refused
from store.roles import Right
from store.users import User

_ONE = "/staff/<int(max=2147483647):number>"


def register(house: Blueprint) -> None:
    """Add the pages."""
    house.route("/staff", methods=["GET", "POST"], endpoint="staff")(listed)
    house.route(_ONE, methods=["GET", "POST"], endpoint="member")(one)
    house.post(f"{_ONE}/invite", endpoint="invite")(invite)
    house.post(f"{_ONE}/disable", endpoint="disable")(disable)
    house.post(f"{_ONE}/enable", endpoint="enable")(enable)


@needs(Right.STAFF)
def listed() -> Response:
    """Show the staff and the form for somebody new; make the account that it sends."""
    own_house()
    return _add() if request.method == "POST" else _list()


@needs(Right.STAFF)
def one(number: int) -> Response:
    """Show somebody of the staff; change what is sent. Raises NotFound."""
    user = members.one(service.store(), own_house(), number)
    return _change(user) if request.method == "POST" else _page(user)


@needs(Right.STAFF)
def invite(number: int) -> Response:
    """Let somebody of the staff set a password. Raises NotFound."""
    user = members.one(service.store(), own_house(), number)
    try:
        return _invited(user)
    except Refused as refused:
        return _page(user, words.problem(refused))


@needs(Right.STAFF)
def disable(number: int) -> Response:
    """Shut an account; its saved searches belong to who shuts it. Raises NotFound."""
    opened, house = service.store(), own_house()
    user, known = members.one(opened, house, number), person()
    assert known is not None  # guarded
    if known.id == number:
        return _page(user, words.yourself())
    try:
        members.disable(opened, house, number, heir=known.id, author=actor())
    except Refused as refused:
        return _page(user, words.problem(refused))
    return _to(number)


@needs(Right.STAFF)
def enable(number: int) -> Response:
    """Open a shut account again. Raises NotFound."""
    members.enable(service.store(), own_house(), number, author=actor())
    return _to(number)


def _add() -> Response:
    email = request.form.get("email", "")
    try:
        made = members.add(service.store(), own_house(), email=email, author=actor(), **_sent())
    except Refused as refused:
        return _list(words.problem(refused))
    return _invited(made)


def _change(user: User) -> Response:
    try:
        members.change(service.store(), own_house(), user.id, author=actor(), **_sent())
    except Refused as refused:
        return _page(user, words.problem(refused))
    return _to(user.id)


def _sent() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in ("name", "language", "role")}


def _invited(user: User) -> Response:
    return invited.invite(user, "house/invited.html", here="house.staff")


def _list(problem: Problem | None = None) -> Response:
    staff = members.of(service.store(), own_house())
    return _answer("house/staff.html", problem, staff=staff)


def _page(user: User, problem: Problem | None = None) -> Response:
    return _answer("house/member.html", problem, user=user, here="house.staff")


def _answer(template: str, problem: Problem | None, **values: object) -> Response:
    page = render_template(
        template,
        roles=roles.OF_HOUSES,
        given=request.form,
        problems=(problem,) if problem else (),
        **values,
    )
    return make_response(page, problem.status if problem else 200)


def _to(number: int) -> Response:
    return redirect(url_for("house.member", number=number), 303)  # type: ignore[return-value]
