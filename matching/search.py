"""The one way to search."""

from collections.abc import Sequence
from typing import Any

import msgspec

from analyzers import overlay
from analyzers.overlay import Overlay
from core import watching
from core.errors import NotFound, QueryRefused
from engine.client import Engine
from engine.embedding import Embedder
from matching.answer import FacetValue, Match, SearchAnswer
from matching.clauses import Clause
from matching.clauses import names as names_clause
from matching.clauses.filters import selected
from matching.clauses.visibility import only, record_body
from matching.known import Known
from matching.lanes import LANES, NEAR, SAID, SURE, Entry, merged
from matching.plan import plan, searches, shown_bridge
from matching.query import Query, belonging_body, lane_body
from matching.reasons import matched, reasons
from matching.request import Collection, SearchRequest
from matching.shown import missing

Response = dict[str, Any]


class Searcher:
    """Searches one engine with one embedding model. Safe to share between threads."""

    def __init__(self, engine: Engine, embedder: Embedder, changes: Overlay | None = None) -> None:
        """Search with the language data that the searched version was built with, or with that of
        the files and ``changes``, to try them."""
        self._engine, self._embedder = engine, embedder
        self._known = Known(engine, embedder, changes)

    def plan(self, request: SearchRequest) -> Query:
        """Return what ``request`` asks the engine; for looking and measuring.

        Raises BadRequest where a value cannot be taken.
        """
        with overlay.applied(self._known.overlay(request.collection)):
            return plan(request, self._embedder)

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Answer ``request`` in one round trip.

        Raises BadRequest where a value cannot be taken, EngineUnavailable where OpenSearch does
        not answer, ModelMismatch where the live index was built with another model.
        """
        found = self._answered(request)
        watching.happened("search")
        if not found.total:
            watching.happened("search_without_results")
        return found

    def fitting(self, request: SearchRequest, id_: str) -> SearchAnswer:
        """Answer ``request`` as if the document ``id_`` were all there is: its match, or none.

        Raises what :meth:`search` raises.
        """
        return self._answered(msgspec.structs.replace(request, page=1), id_)

    def among(self, request: SearchRequest, ids: Sequence[str]) -> frozenset[str]:
        """Return those of the documents ``ids`` that belong to what ``request`` finds.

        At most as many as the engine's window (matching.request.DEEPEST_HIT). Raises what
        :meth:`search` raises.
        """
        with overlay.applied(self._known.overlay(request.collection)):
            query = plan(request, self._embedder)
            bodies = [belonging_body(query, lane, ids) for lane in LANES]
        responses = self._responses([(request.collection, body) for body in bodies])
        return frozenset(hit["_id"] for one in responses for hit in one["hits"]["hits"])

    def get(self, collection: Collection, id_: str, house: str | None = None) -> dict[str, Any]:
        """Return the document with ``id_`` as its id or one of its aliases, without its vector.

        ``house`` sees its own documents besides the public ones. Raises NotFound, also for what
        may not be seen, and EngineUnavailable.
        """
        (response,) = self._engine.msearch([(collection, record_body(id_, house))])
        hits = response["hits"]["hits"]
        if not hits:
            raise NotFound(f"There is no entry {id_!r}.")
        document: dict[str, Any] = hits[0]["_source"]
        return document

    def _answered(self, request: SearchRequest, id_: str | None = None) -> SearchAnswer:
        """Answer ``request``; once more where meanwhile another version with other language data
        went live, which the first answer tells."""
        changes = self._known.overlay(request.collection)
        while True:
            with overlay.applied(changes):
                with watching.stage("planning"):
                    query = plan(request, self._embedder)
                    asked = searches(query)
                if id_ is not None:
                    asked = [(collection, only(body, id_)) for collection, body in asked]
                responses = self._responses(asked)
                now = self._known.met(request.collection, _versions(responses))
                if now == changes:
                    with watching.stage("reasons"):
                        return answer(query, dict(zip(LANES, responses, strict=True)))
                changes = now

    def _responses(self, asked: list[tuple[str, Response]]) -> list[Response]:
        try:
            with watching.stage("engine"):
                return self._engine.msearch(asked)
        except QueryRefused:
            # Vectors of another dimension are refused: say that rather than what the engine says.
            self._known.check_model()
            raise


def _versions(responses: Sequence[Response]) -> set[str]:
    """Return the names of the index versions that the hits are of."""
    return {hit["_index"] for response in responses for hit in response["hits"]["hits"]}


def answer(query: Query, responses: dict[str, Response]) -> SearchAnswer:
    """Return the page that ``query`` asks for, from the response of each lane."""
    request = query.request
    hits = {lane: response["hits"]["hits"] for lane, response in responses.items()}
    entries = {
        lane: [_entry(hit, query, lane, place) for place, hit in enumerate(found)]
        for lane, found in hits.items()
    }
    first = (request.page - 1) * request.size
    page = merged(entries, query.language, first + request.size)[first:]
    sent = {lane: lane_body(query, lane, 0)["query"] for lane in {e.lane for e in page}}
    matches = tuple(_match(hits[e.lane][e.place], sent[e.lane], query, e.lane) for e in page)
    totals = {lane: int(one["hits"]["total"]["value"]) for lane, one in responses.items()}
    return SearchAnswer(
        total=sum(totals.values()),
        found=totals,
        matches=matches,
        facets=_facets(request, list(responses.values())),
        bridge=shown_bridge(query),
        language=query.language,
        language_found_out=request.language is None,
        page=request.page,
        size=request.size,
        demo=any(match.document.get("demo") for match in matches),
        centre=query.centre,
    )


def _entry(hit: dict[str, Any], query: Query, lane: str, place: int) -> Entry:
    return Entry(
        id=hit["_id"],
        score=hit["_score"] or 0.0,
        evidence=_evidence(hit, query),
        lane=lane,
        place=place,
    )


def _evidence(hit: dict[str, Any], query: Query) -> int:
    """Return how sure a hit is: it alone bears the number or the name that the query is."""
    names = hit.get("matched_queries", ())
    if any(name.startswith("identifier|") or names_clause.SURE in name for name in names):
        return SURE
    return SAID if names or not query.text else NEAR


def _match(hit: dict[str, Any], sent: Clause, query: Query, lane: str) -> Match:
    told = matched(hit, query, lane) if query.text else ()
    return Match(
        id=hit["_id"],
        score=round(hit["_score"] or 0.0, 4),
        reasons=reasons(hit, sent, query, lane) if query.text else (),
        document=hit["_source"],
        missing=missing(told, query, hit["_source"]),
    )


def _facets(
    request: SearchRequest, responses: Sequence[Response]
) -> dict[str, tuple[FacetValue, ...]]:
    """Sum the lanes' counts: each document is in one lane, so sums are exact."""
    chosen = selected(request)
    counts: dict[str, dict[str, int]] = {}
    for response in responses:
        for facet, result in response["aggregations"].items():
            of_facet = counts.setdefault(facet, {})
            for bucket in _buckets(result):
                of_facet[bucket["key"]] = of_facet.get(bucket["key"], 0) + bucket["doc_count"]
    for facet, value in chosen.items():
        counts.get(facet, {}).setdefault(value, 0)
    return {
        facet: tuple(
            FacetValue(value=value, count=count, selected=value == chosen.get(facet))
            for value, count in sorted(values.items(), key=lambda item: (-item[1], item[0]))
        )
        for facet, values in counts.items()
    }


def _buckets(facet: Response) -> list[dict[str, Any]]:
    """Return what all counts of a facet found; beside them stand its own number and ``meta``."""
    counts = [one for one in facet.values() if isinstance(one, dict)]
    return [bucket for one in counts for bucket in one.get("buckets", ())]
