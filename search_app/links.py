"""The state of a search in its address: every link holds all of it."""

from collections.abc import Iterable
from urllib.parse import urlencode

import msgspec
from flask import request as asked
from flask import url_for

from matching.request import SearchRequest

_DEFAULTS = SearchRequest()
_PARAMETERS = {
    "text": "q",
    "language": "lang",
    "document_language": "language",
    "country": "country",
    "kind": "kind",
    "type": "type",
    "sector": "sector",
    "district": "district",
    "near": "near",
    "radius_km": "radius_km",
    "page": "page",
    "size": "size",
    "without": "without",
}
"""Field of the request to parameter of the address, in the order in which addresses show them."""

_FACET_FIELDS = {"language": "document_language"}
"""Facets that are not named like the field of the request that they set."""
_FILTERS = ("kind", "type", "document_language", "sector", "district")
"""Filters behind the button of the filters; country and place have their own places."""
_OF_ONE_COLLECTION = ("kind", "type", "document_language")


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """Return what an address must hold to give ``request`` again; defaults are left out."""
    found: list[tuple[str, str]] = []
    for field, name in _PARAMETERS.items():
        value = getattr(request, field)
        if value == getattr(_DEFAULTS, field):
            continue
        values = value if isinstance(value, tuple) else (value,)
        found += [(name, f"{one:g}" if isinstance(one, float) else str(one)) for one in values]
    return found


def address(collection: str, given: Iterable[tuple[str, str]]) -> str:
    """Return the address of a search page with parameters."""
    query = urlencode(list(given))
    path = url_for(f"pages.{collection}")
    return f"{path}?{query}" if query else path


def to(request: SearchRequest, **changes: object) -> str:
    """Return the address of ``request`` with ``changes``; any change leads to the first page."""
    changed = msgspec.structs.replace(request, **{"page": 1, **changes})
    return address(changed.collection, parameters(changed))


def to_facet(request: SearchRequest, facet: str, value: str | None) -> str:
    """Return the address with a value of ``facet`` chosen, or with none."""
    return to(request, **{_FACET_FIELDS.get(facet, facet): value})


def to_collection(request: SearchRequest, collection: str) -> str:
    """Return the address of the same search in the other collection."""
    return to(request, collection=collection, **dict.fromkeys(_OF_ONE_COLLECTION))


def without_filters(request: SearchRequest) -> str:
    """Return the address of the same text in all countries and places."""
    cleared = dict.fromkeys((*_FILTERS, "country", "near", "radius_km"))
    return to(request, **cleared)


def chosen(request: SearchRequest) -> int:
    """Return how many filters are set."""
    return sum(getattr(request, field) is not None for field in _FILTERS)


def less(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    """Return ``ids`` without ``one``."""
    return tuple(id_ for id_ in ids if id_ != one)


def in_language(language: str) -> str:
    """Return the address of the page that was asked for in another language, its state kept."""
    if asked.endpoint is None or not asked.endpoint.startswith("pages."):
        return url_for("pages.organisations", ui=language)
    path = url_for(asked.endpoint, ui=language, **(asked.view_args or {}))
    query = asked.query_string.decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def outward(address_: str) -> str:
    """Return a website's address if a link to it is safe, else nothing.

    Registers hold anything in this field; only http and https, or a bare host, become links.
    """
    lowered = address_.lower()
    if lowered.startswith(("http://", "https://")):
        return address_
    bare = "." in lowered and not set(lowered) & set(":@ \t\r\n\\<>\"'")
    return f"https://{address_}" if bare and lowered[:1].isalnum() else ""
