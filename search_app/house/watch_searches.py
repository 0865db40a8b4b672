"""The search that is saved: read from an address, as a link and in words."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

import msgspec
from marshmallow import EXCLUDE, ValidationError
from werkzeug.datastructures import MultiDict

from core.errors import BadRequest
from matching.request import Collection, SearchRequest
from operations.alerts import saving
from operations.alerts.stored import request_of
from search_app import labels, links
from search_app.catalogues import LANGUAGES
from search_app.parameters import SCHEMAS
from search_app.texts import decimal, gettext
from store.houses import House
from store.saved import LONGEST_NAME
from store.watches import Watch

_RESULT_PAGE = re.compile(rf"(/({'|'.join(LANGUAGES)}))?/(?P<offers>offers)?")


def given(
    collection: Collection, parameters: Iterable[tuple[str, str]], house: House
) -> SearchRequest:
    """Return the search that ``parameters`` of a result page ask for, as ``house`` sees things.

    Raises BadRequest, naming the field ``search``, where a value cannot be taken, or where the
    search asks for everything.
    """
    kept = MultiDict((name, value) for name, value in parameters if value)
    try:
        request: SearchRequest = SCHEMAS[collection](unknown=EXCLUDE).load(kept)
        saving.checked(request)
    except ValidationError as error:
        raise BadRequest(f"The search cannot be read: {error}", "search") from error
    except BadRequest as error:
        field = "everything" if error.field == "q" and not request.text else "search"
        raise BadRequest(str(error), field) from error
    return msgspec.structs.replace(request, page=1, house=house.key)


def from_link(link: str, house: House) -> SearchRequest:
    """Return the search of a result page's address, of whatever host. Raises BadRequest."""
    try:
        parts = urlsplit(link.strip())
    except ValueError as error:
        raise BadRequest("That is no address.", "link") from error
    page = _RESULT_PAGE.fullmatch(parts.path)
    if page is None:
        raise BadRequest("That is no address of a result page.", "link")
    collection: Collection = "offers" if page["offers"] else "organisations"
    return given(collection, parse_qsl(parts.query), house)


def link_of(watch: Watch) -> str:
    """Return the address of what ``watch`` finds now. Raises BadRequest as request_of."""
    return links.to(request_of(watch))


def told(request: SearchRequest) -> tuple[tuple[str, str], ...]:
    """Return what a search asks for in words: name and value, one by one."""
    found = [
        (gettext("Searched for"), request.text),
        (gettext("In"), _collection(request.collection)),
        (gettext("Country"), labels.country(request.country) if request.country else ""),
        (gettext("Place"), _place(request)),
    ]
    for facet, field in _FACETS.items():
        value = getattr(request, field)
        if value:
            found.append((labels.facet(facet), labels.facet_value(facet, str(value))))
    if request.inferred:
        found.append((gettext("Sectors"), gettext("inferred ones too")))
    if request.without:
        number = decimal(len(request.without))
        found.append((gettext("Left out"), gettext("%(n)s bridges between languages", n=number)))
    return tuple((name, value) for name, value in found if value)


def name_of(request: SearchRequest) -> str:
    """Return a name for a search: its words and what narrows it down."""
    facets = (
        labels.facet_value(facet, str(getattr(request, field)))
        for facet, field in _FACETS.items()
        if getattr(request, field) and facet != "confirmed"
    )
    country = labels.country(request.country) if request.country else ""
    parts = (request.text, *facets, country, _place(request))
    return " · ".join(" ".join(one.split()) for one in parts if one)[:LONGEST_NAME]


def _collection(collection: str) -> str:
    if collection == "organisations":
        return gettext("Organisations")
    return gettext("Offers, requests, events")


def _place(request: SearchRequest) -> str:
    if not request.near:
        return ""
    return gettext(
        "%(place)s and %(km)s km around", place=request.near, km=decimal(request.radius_km or 50)
    )


_FACETS = {
    "sector": "sector",
    "district": "district",
    "kind": "kind",
    "status": "status",
    "confirmed": "confirmed",
    "type": "type",
    "language": "document_language",
}
"""Facet to the field of the request that it sets, in the order in which they are told."""
