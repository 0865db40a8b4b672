"""What is done with a saved search: looked through now, paused, copied, handed over, deleted."""

from collections.abc import Callable

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from core.errors import BadRequest
from operations import asking
from search_app import service
from search_app.accounts import actor, needs, person
from search_app.house import watch_numbers
from search_app.house.own import own_house
from search_app.texts import gettext
from store import saved, watches
from store.roles import Right

_ONE = "/watches/<int(max=2147483647):number>"


def register(house: Blueprint) -> None:
    """Add what forms are sent to."""
    doing: dict[str, Callable[[int], Response]] = {
        "run": run,
        "pause": pause,
        "resume": resume,
        "copy": copy,
        "hand_over": hand_over,
    }
    for name, view in doing.items():
        house.post(f"{_ONE}/{name}", endpoint=f"{name}_watch")(view)
    house.route(f"{_ONE}/delete", methods=["GET", "POST"], endpoint="delete_watch")(delete)


@needs(Right.WATCHES)
def run(number: int) -> Response:
    """Ask for what is new to be looked through now. Raises NotFound."""
    store = service.store()
    watch = watches.one(store, own_house(), number)
    asking.alerts(service.settings(), store, author=actor())
    return _to(watch.id, "running")


@needs(Right.WATCHES)
def pause(number: int) -> Response:
    """Let a saved search report nothing for a while. Raises NotFound."""
    watches.pause(service.store(), own_house(), number, author=actor())
    return _to(number, "paused")


@needs(Right.WATCHES)
def resume(number: int) -> Response:
    """Let a paused one report again. Raises NotFound."""
    watches.resume(service.store(), own_house(), number, author=actor())
    return _to(number, "resumed")


@needs(Right.WATCHES)
def copy(number: int) -> Response:
    """Save the same search once more for who asks for it, and lead to its form. Raises NotFound."""
    store, house = service.store(), own_house()
    name = gettext("Copy of %(name)s", name=watches.one(store, house, number).name)
    known = person()
    try:
        made = watches.copy(
            store,
            house,
            number,
            name=name[: saved.LONGEST_NAME],
            owner=known.id if known else None,
            author=actor(),
        )
    except BadRequest:  # the house has as many as it may: the list says so
        return make_response(redirect(url_for("house.watches"), 303))
    return make_response(redirect(url_for("house.edit_watch", number=made.id), 303))


@needs(Right.WATCHES)
def hand_over(number: int) -> Response:
    """Let a colleague get the mails. Raises NotFound."""
    owner = watch_numbers.given("owner") or 0
    try:
        watches.hand_over(service.store(), own_house(), number, owner=owner, author=actor())
    except BadRequest as error:
        return _to(number, f"no_{error.field}")
    return _to(number, "handed_over")


@needs(Right.WATCHES)
def delete(number: int) -> Response:
    """Ask whether a saved search is to be deleted, and do it. Raises NotFound."""
    store, house = service.store(), own_house()
    watch = watches.one(store, house, number)
    if request.method == "GET":
        page = render_template("house/watch_delete.html", watch=watch, here="house.watches")
        return make_response(page)
    watches.delete(store, house, number, author=actor())
    return make_response(redirect(url_for("house.watches", deleted="yes"), 303))


def _to(number: int, said: str) -> Response:
    return make_response(redirect(url_for("house.watch", number=number, said=said), 303))
