"""The state of a search in its address: every link holds all of it."""

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

import msgspec
from flask import current_app, url_for
from flask import request as asked
from marshmallow import EXCLUDE, ValidationError
from werkzeug.datastructures import MultiDict

from matching.request import Collection, SearchRequest
from search_app.parameters import SCHEMAS

_DEFAULTS = SearchRequest()
_PARAMETERS = {
    "text": "q",
    "language": "lang",
    "document_language": "language",
    "country": "country",
    "kind": "kind",
    "type": "type",
    "sector": "sector",
    "inferred": "inferred",
    "status": "status",
    "confirmed": "confirmed",
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
_FILTERS = (
    "kind",
    "type",
    "document_language",
    "sector",
    "inferred",
    "status",
    "confirmed",
    "district",
)
"""Filters behind the button of the filters; country and place have their own places."""
_OF_ONE_COLLECTION = ("kind", "type", "document_language", "inferred", "status", "confirmed")
ADDRESS = "PARTNERNET_ADDRESS"
"""Name in the application's configuration of how people reach it; None where it is not set."""
_LOCALISED = ("pages", "accounts", "admin", "house", "from_mail")
"""Blueprints of pages that are there in each language."""
_LONGEST_BACK = 1_500
"""Characters of a search that record pages lead back to; a longer one is found in the history."""


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """Return what an address must hold to give ``request`` again; defaults are left out."""
    found: list[tuple[str, str]] = []
    for field, name in _PARAMETERS.items():
        value = getattr(request, field)
        if value == getattr(_DEFAULTS, field):
            continue
        values = value if isinstance(value, tuple) else (value,)
        found += [(name, _written(one)) for one in values]
    return found


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def address(collection: str, given: Iterable[tuple[str, str]]) -> str:
    """Return the address of a search page with parameters."""
    query = urlencode(list(given))
    path = url_for(f"pages.{collection}")
    return f"{path}?{query}" if query else path


def to(request: SearchRequest, **changes: object) -> str:
    """Return the address of ``request`` with ``changes``; any change leads to the first page."""
    changed = msgspec.structs.replace(request, **{"page": 1, **changes})
    return address(changed.collection, parameters(changed))


def to_save(request: SearchRequest) -> str:
    """Return the address of the page that saves ``request``, which holds all of it."""
    whole = msgspec.structs.replace(request, page=1, size=_DEFAULTS.size)
    query = urlencode([("in", request.collection), *parameters(whole)])
    return f"{url_for('house.new_watch')}?{query}"


def to_facet(request: SearchRequest, facet: str, value: str | None) -> str:
    """Return the address with a value of ``facet`` chosen, or with none."""
    field = _FACET_FIELDS.get(facet, facet)
    flag = isinstance(getattr(_DEFAULTS, field), bool)
    return to(request, **{field: value is not None if flag else value})


def to_collection(request: SearchRequest, collection: str) -> str:
    """Return the address of the same search in the other collection."""
    return to(request, collection=collection, **_unset(_OF_ONE_COLLECTION))


def without_filters(request: SearchRequest) -> str:
    """Return the address of the same text in all countries and places."""
    return to(request, **_unset((*_FILTERS, "country", "near", "radius_km")))


def chosen(request: SearchRequest) -> int:
    """Return how many filters are set."""
    return sum(getattr(request, field) != getattr(_DEFAULTS, field) for field in _FILTERS)


def _unset(fields: Iterable[str]) -> dict[str, object]:
    return {field: getattr(_DEFAULTS, field) for field in fields}


def to_record(request: SearchRequest, id_: str) -> str:
    """Return the address of a result's page, which knows the way back to ``request``."""
    back = urlencode(parameters(request))
    endpoint = "organisation" if request.collection == "organisations" else "offer"
    # A value of None is left out of the address.
    return url_for(
        f"pages.{endpoint}", id=id_, back=back if 0 < len(back) <= _LONGEST_BACK else None
    )


def back_to(collection: Collection) -> str | None:
    """Return the address of the search that led to this page; None where none did."""
    request = came_from(collection)
    return address(collection, parameters(request)) if request else None


def came_from(collection: Collection) -> SearchRequest | None:
    """Return the search that led to this page; None where none did.

    Only what a search can hold is taken over, to the search page of this service.
    """
    given = asked.args.get("back", "")
    try:
        request = SCHEMAS[collection](unknown=EXCLUDE).load(MultiDict(parse_qsl(given)))
    except ValidationError:
        return None
    return request if parameters(request) else None


def with_id(id_: str) -> str:
    """Return the address of the page that was asked for with another id, its state kept."""
    assert asked.endpoint is not None
    return _with_query(url_for(asked.endpoint, id=id_))


def less(ids: tuple[str, ...], one: str) -> tuple[str, ...]:
    """Return ``ids`` without ``one``."""
    return tuple(id_ for id_ in ids if id_ != one)


def changed(**changes: object) -> str:
    """Return the address of the page that was asked for with other parameters, the rest kept.

    What pages through a list begins anew with any other change.
    """
    assert asked.endpoint is not None
    kept = {name: value for name, value in asked.args.items() if name != "before"}
    query = urlencode({**kept, **changes})
    return f"{url_for(asked.endpoint, **(asked.view_args or {}))}?{query}"


def in_language(language: str) -> str:
    """Return the address of the page that was asked for in another language, its state kept."""
    rule = asked.url_rule
    if rule is None or asked.blueprint not in _LOCALISED or "GET" not in (rule.methods or ()):
        return url_for("pages.organisations", ui=language)
    return _with_query(url_for(rule.endpoint, ui=language, **(asked.view_args or {})))


def _with_query(path: str) -> str:
    query = asked.query_string.decode("ascii", "replace")
    return f"{path}?{query}" if query else path


def to_send(path: str) -> str:
    """Return the whole address of ``path`` for a message to somebody.

    As PARTNERNET_ADDRESS says how the service is reached, else as this request reached it.
    """
    base = current_app.config[ADDRESS] or asked.host_url.rstrip("/")
    return f"{base}{path}"


def outward(address_: str) -> str:
    """Return a website's address if a link to it is safe, else nothing.

    Registers hold anything in this field; only http and https, or a bare host, become links.
    """
    lowered = address_.lower()
    if lowered.startswith(("http://", "https://")):
        return address_
    bare = "." in lowered and not set(lowered) & set(":@ \t\r\n\\<>\"'")
    return f"https://{address_}" if bare and lowered[:1].isalnum() else ""
