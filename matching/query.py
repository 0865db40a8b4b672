"""Joins the clauses into the body of one lane: what belongs to a result, and how it ranks."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from analyzers.tokens import Token
from matching.answer import BridgePart
from matching.clauses import Clause
from matching.clauses.concepts import concept_clauses
from matching.clauses.filters import facet_counts, facet_filter, place_filter
from matching.clauses.meaning import meaning_clause, similarity
from matching.clauses.names import identifier_clause, name_clause
from matching.clauses.visibility import visible
from matching.clauses.words import unit_clause
from matching.request import SearchRequest
from matching.units import Unit

SHOWN = {"excludes": ["vector_*", "text_*", "sector_titles_*", "hash", "digest", "houses"]}
"""A page shows what a document says of itself from ``record``; search fields stay behind."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """A request with all that was found out about it: the same query gives the same bodies."""

    request: SearchRequest
    text: str
    """The cleaned text."""
    tokens: tuple[Token, ...]
    language: str
    bridge: tuple[BridgePart, ...]
    units: tuple[Unit, ...]
    centre: tuple[float, float] | None
    vector: NDArray[np.float32] | None
    """Unit vector (d,) of the text, or None where meaning is switched off or nothing is asked."""
    long: bool
    """A text rather than a keyword: its words say less, its meaning more."""
    thresholds: dict[str, float]
    """Cosine from which a document belongs, by lane."""


def lane_body(query: Query, lane: str, size: int) -> dict[str, Any]:
    """Return the search body for documents in the language ``lane``, its first ``size`` hits."""
    request = query.request
    filters = within(query, lane)
    body: dict[str, Any] = {
        "size": size,
        "query": {"bool": {"filter": filters, **_belonging(query, lane)}},
        "post_filter": facet_filter(request),
        "aggs": facet_counts(request),
        "sort": _order(query),
        "track_scores": True,
        "track_total_hits": True,
        "script_fields": similarity(query.vector, lane),
        "_source": SHOWN,
    }
    return body


def belonging_body(query: Query, lane: str, ids: Sequence[str]) -> dict[str, Any]:
    """Return the search body that tells which of the documents ``ids`` belong, in any order."""
    filters = [{"terms": {"id": list(ids)}}, *within(query, lane), facet_filter(query.request)]
    return {
        "size": len(ids),
        "query": {"bool": {"filter": filters, **_belonging(query, lane)}},
        "_source": False,
        "track_total_hits": False,
        "sort": ["_doc"],
    }


def within(query: Query, lane: str) -> list[Clause]:
    """Return what no facet may leave: what may be seen, the lane, and the place."""
    request = query.request
    return [
        visible(request.house),
        {"term": {"lane": lane}},
        *place_filter(query.centre, request.radius_km),
    ]


def _belonging(query: Query, lane: str) -> dict[str, Any]:
    """What belongs to a result, defined here and nowhere else: at least one clause matches.

    Without a text all belongs, to a text without a word (``*:*``) nothing.
    """
    clauses = top_clauses(query, lane)
    if not query.text:
        return {}
    return {"should": clauses or [{"match_none": {}}], "minimum_should_match": 1}


def top_clauses(query: Query, lane: str) -> list[Clause]:
    """Return the clauses of which one has to match for a document to belong."""
    organisations = query.request.collection == "organisations"
    clauses = [
        _words(query, lane),
        name_clause(query.text, query.tokens, organisations=organisations),
        identifier_clause(query.tokens) if organisations else None,
        *concept_clauses(query.bridge, lane, with_cpv=not organisations),
    ]
    if query.vector is not None:
        threshold = query.thresholds[lane]
        filters = within(query, lane)
        clauses.append(meaning_clause(query.vector, lane, threshold, filters, long=query.long))
    return [clause for clause in clauses if clause is not None]


def _words(query: Query, lane: str) -> Clause | None:
    """The units of the query: enough of the specific ones make a document belong."""
    specific = [unit_clause(u, query.language, lane) for u in query.units if u.specific]
    general = [unit_clause(u, query.language, lane) for u in query.units if not u.specific]
    if not specific and not general:
        return None
    asked, besides = (specific, general) if specific else (general, [])
    needed = {"should": asked, "minimum_should_match": needed_units(len(asked))}
    body: dict[str, Any] = {"must": [{"bool": needed}], "should": besides}
    return {"bool": body}


def needed_units(count: int) -> int:
    """Return how many of ``count`` specific units a document must show.

    One of one or two, since each alone says a trade; two of three to five; a third of more, since
    a long text is never met whole.
    """
    if count <= 2:
        return min(count, 1)
    return 2 if count <= 5 else -(-count // 3)


def _order(query: Query) -> list[dict[str, str]]:
    """Best first, equal ones by id, so that pages never repeat; without a text by name."""
    return [{"_score": "desc"} if query.text else {"name.key": "asc"}, {"id": "asc"}]
