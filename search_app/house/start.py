"""Where staff of a house arrive."""

from flask import Blueprint, Response, redirect, url_for

from search_app.accounts import needs
from search_app.house import navigation
from search_app.house.own import own_house
from store.roles import Right


def register(house: Blueprint) -> None:
    """Add the page."""
    house.get("/", endpoint="start")(start)


@needs(Right.WATCHES)
def start() -> Response:
    """Lead to the first page of the navigation."""
    own_house()
    first = navigation.shown()[0]
    return redirect(url_for(first.endpoint))  # type: ignore[return-value]
