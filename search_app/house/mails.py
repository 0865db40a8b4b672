"""Mails to somebody whose address refused them: what the pages say of it, and how they go on."""

from flask import Blueprint, Response, make_response, redirect, url_for

from search_app import service
from search_app.accounts import actor, needs, person
from search_app.house.own import own_house
from store import standings
from store.roles import Right
from store.standings import Standing


def register(house: Blueprint) -> None:
    """Add the address."""
    house.post("/mails/resume", endpoint="resume_mails")(resume)


@needs(Right.WATCHES)
def resume() -> Response:
    """Let mails go to the person again."""
    own_house()
    known = person()
    assert known is not None  # guarded
    standings.resume(service.store(), known.id, author=actor())
    return make_response(redirect(url_for("house.start"), 303))


def standing() -> Standing:
    """Return how mails to who is logged in fare."""
    known = person()
    return standings.of(service.store(), known.id) if known else standings.GOOD
