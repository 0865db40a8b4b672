"""Houses: chambers and networks, and the first manager of each. What they save is not shown."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from search_app import invited, service
from search_app.accounts import actor, needs, words
from search_app.errors import Problem
from store import houses, members, roles
from store.houses import House
from store.refusals import Refused
from store.roles import Right
from store.users import User

_ONE = "/houses/<key>"


def register(admin: Blueprint) -> None:
    """Add the pages."""
    admin.route("/houses", methods=["GET", "POST"], endpoint="houses")(listed)
    admin.route(_ONE, methods=["GET", "POST"], endpoint="house")(one)
    admin.post(f"{_ONE}/close", endpoint="close_house")(close)
    admin.post(f"{_ONE}/reopen", endpoint="reopen_house")(reopen)


@needs(Right.HOUSES)
def listed() -> Response:
    """Show all houses and the form for a new one; make the one that it sends."""
    return _add() if request.method == "POST" else _list()


@needs(Right.HOUSES)
def one(key: str) -> Response:
    """Show a house and who manages it; invite the manager that is sent. Raises NotFound."""
    house = houses.named(service.store(), key)
    return _invite(house) if request.method == "POST" else _page(house)


@needs(Right.HOUSES)
def close(key: str) -> Response:
    """Close a house. Raises NotFound."""
    houses.close(service.store(), key, author=actor())
    return _to(key)


@needs(Right.HOUSES)
def reopen(key: str) -> Response:
    """Open a closed house again. Raises NotFound."""
    houses.reopen(service.store(), key, author=actor())
    return _to(key)


def _add() -> Response:
    key, name = request.form.get("key", "").strip(), request.form.get("name", "")
    try:
        made = houses.add(service.store(), key=key, name=name, author=actor())
    except Refused as refused:
        return _list(words.problem(refused))
    return _to(made.key)


def _invite(house: House) -> Response:
    opened = service.store()
    sent = {name: request.form.get(name, "") for name in ("email", "name", "language")}
    try:
        made = members.add(opened, house, role=roles.MANAGER, author=actor(), **sent)
    except Refused as refused:
        return _page(house, words.problem(refused))
    return invited.invite(made, "admin/invited.html", here="admin.houses")


def _list(problem: Problem | None = None) -> Response:
    return _answer("admin/houses.html", problem, houses=houses.listed(service.store()))


def _page(house: House, problem: Problem | None = None) -> Response:
    managers = [one for one in members.of(service.store(), house) if _manages(one)]
    return _answer("admin/house.html", problem, house=house, managers=managers, here="admin.houses")


def _manages(user: User) -> bool:
    return user.role == roles.MANAGER


def _answer(template: str, problem: Problem | None, **values: object) -> Response:
    page = render_template(
        template, given=request.form, problems=(problem,) if problem else (), **values
    )
    return make_response(page, problem.status if problem else 200)


def _to(key: str) -> Response:
    return redirect(url_for("admin.house", key=key), 303)  # type: ignore[return-value]
