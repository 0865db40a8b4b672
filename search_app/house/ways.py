"""Ways on which reports reach other programs: a person's own feeds, and the house's webhooks."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from search_app import links, service
from search_app.accounts import actor, needs, person
from search_app.errors import Problem
from search_app.feeds import routes
from search_app.house.own import own_house
from store import feeds as addresses
from store import webhooks
from store.roles import Right
from store.users import User


def register(house: Blueprint) -> None:
    """Add the pages."""
    house.get("/ways", endpoint="ways")(ways)
    house.post("/ways/renew", endpoint="renew_feeds")(renew)


@needs(Right.WATCHES)
def ways() -> Response:
    """Show the addresses of the person's feeds and, to managers, the webhooks."""
    return page()


@needs(Right.WATCHES)
def renew() -> Response:
    """Let the addresses that were given away end; show those that take their place."""
    own_house()
    addresses.renew(service.store(), _known(), author=actor())
    return redirect(url_for("house.ways", renewed="yes"), 303)  # type: ignore[return-value]


def page(problem: Problem | None = None) -> Response:
    """Return the page, with what is wrong with the webhook that was sent."""
    known, house = _known(), own_house()
    opened = service.store()
    token = addresses.token(opened, routes.key(), known)
    manages = known.may(Right.WEBHOOKS)
    shown = render_template(
        "house/ways.html",
        atom=links.to_send(url_for("feeds.alerts", token=token)),
        calendar=links.to_send(url_for("feeds.events", token=token)),
        renewed=request.args.get("renewed") == "yes",
        manages=manages,
        webhooks=webhooks.of(opened, house) if manages else (),
        most=webhooks.MOST,
        given=request.form,
        problems=(problem,) if problem else (),
        here="house.ways",
    )
    return make_response(shown, problem.status if problem else 200)


def _known() -> User:
    known = person()
    assert known is not None  # guarded
    return known
