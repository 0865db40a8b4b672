"""The house of who is logged in. No view of a house takes it from the address."""

from flask import abort, g

from search_app import service
from search_app.accounts import person
from store import members
from store.houses import House


def own_house() -> House:
    """Return the house that the person who is logged in is staff of.

    Answers 403 for who belongs to none, or to one that is closed. Raises StoreUnavailable.
    """
    if "own_house" not in g:
        known = person()
        found = members.house_of(service.store(), known.id) if known else None
        if found is None or found.closed:
            abort(403)
        g.own_house = found
    house: House = g.own_house
    return house
