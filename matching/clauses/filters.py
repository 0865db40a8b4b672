"""Filters and facets. A facet's number is what a click on it shows: each facet is counted with
all filters but its own."""

from typing import Any

from core.confirmation import MONTHS
from matching.clauses import Clause
from matching.request import SearchRequest

DEFAULT_RADIUS_KM = 50.0

FACETS: dict[str, dict[str, str]] = {
    "organisations": {
        "country": "country",
        "district": "district",
        "sector": "sectors",
        "kind": "kind",
        "status": "status",
        "confirmed": "date",
    },
    "offers": {
        "country": "country",
        "language": "language",
        "type": "type",
        "sector": "sectors",
    },
}
"""Facets of each collection and the fields that they count."""

_REQUESTED = {"language": "document_language"}
"""Facets whose name in a request differs."""

_MOST_VALUES = 100
"""More than any facet has (87 divisions, 27 districts and cities), so that sums are exact."""


_CONFIRMED = "true"
"""The one value of the facet ``confirmed``."""
_CONFIRMED_FROM = f"now-{MONTHS}M/d"
"""As core.confirmation has it, by the clock of the engine."""


def place_filter(centre: tuple[float, float] | None, radius_km: float | None) -> list[Clause]:
    """Return the radius filter around ``centre`` (latitude, longitude), or none."""
    if centre is None:
        return []
    distance = f"{radius_km or DEFAULT_RADIUS_KM}km"
    return [
        {"geo_distance": {"distance": distance, "location": {"lat": centre[0], "lon": centre[1]}}}
    ]


def selected(request: SearchRequest) -> dict[str, str]:
    """Return the facet values that ``request`` selects, by facet."""
    chosen = {f: getattr(request, _REQUESTED.get(f, f)) for f in FACETS[request.collection]}
    if "confirmed" in chosen:
        chosen["confirmed"] = _CONFIRMED if request.confirmed else None
    return {facet: value for facet, value in chosen.items() if value is not None}


def facet_filter(request: SearchRequest, leaving_out: str | None = None) -> Clause:
    """Return all facet filters of ``request`` joined, without the facet ``leaving_out``."""
    filters = facet_filters(request, leaving_out)
    return {"bool": {"filter": filters}} if filters else {"match_all": {}}


def facet_filters(request: SearchRequest, leaving_out: str | None = None) -> list[Clause]:
    """Return the facet filters of ``request``, each alone; all of them have to be met."""
    return [
        _fits(facet, value, request)
        for facet, value in selected(request).items()
        if facet != leaving_out
    ]


def facet_counts(request: SearchRequest) -> dict[str, Any]:
    """Return the aggregations that count each facet."""
    return {
        facet: {
            "filter": facet_filter(request, leaving_out=facet),
            "aggs": _counts(facet, request),
        }
        for facet in FACETS[request.collection]
    }


def _fits(facet: str, value: str, request: SearchRequest) -> Clause:
    """Return the clause of one chosen value."""
    if facet == "confirmed":
        return {"range": {"date": {"gte": _CONFIRMED_FROM}}}
    fields = _fields(facet, request)
    terms: list[Clause] = [{"term": {field: value}} for field in fields]
    return terms[0] if len(terms) == 1 else {"bool": {"should": terms}}


def _counts(facet: str, request: SearchRequest) -> dict[str, Any]:
    """Return what counts the values of ``facet``; no document is in more than one of them."""
    if facet == "confirmed":
        ranges = [{"key": _CONFIRMED, "from": _CONFIRMED_FROM}]
        return {"date": {"date_range": {"field": "date", "ranges": ranges}}}
    return {field: {"terms": _terms(facet, field, request)} for field in _fields(facet, request)}


def _fields(facet: str, request: SearchRequest) -> tuple[str, ...]:
    """Return the fields in which ``facet`` looks.

    Inferred sectors are those of documents without a registered one, so none counts twice.
    """
    field = FACETS[request.collection][facet]
    return (field, "inferred_sectors") if facet == "sector" and request.inferred else (field,)


def _terms(facet: str, field: str, request: SearchRequest) -> dict[str, Any]:
    terms: dict[str, Any] = {"field": field, "size": _MOST_VALUES}
    if facet == "sector":
        terms["include"] = _sector_levels(request.sector)
    return terms


def _sector_levels(sector: str | None) -> str:
    """Return which levels of NACE the facet shows: divisions, and below the chosen one more."""
    division = (sector or "")[:2]
    if not division.isdigit():
        return "[0-9]{2}"
    return rf"[0-9]{{2}}|{division}\.[0-9]+"
