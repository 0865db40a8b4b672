"""What each part of a search gave to its first hits, on the live index.

For each clause that a hit matched: the score of its own, and what the hit loses when the body is
sent without it. The two differ where the best of several views counts, or where the rest of the
hit's clauses make up for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.client import Engine
from engine.embedding import Embedder
from matching import ablation
from matching.answer import Match, SearchAnswer
from matching.clauses import Clause
from matching.clauses.meaning import cosine
from matching.lanes import LANES
from matching.plan import plan, searches
from matching.query import Query
from matching.request import SearchRequest
from matching.search import Searcher

_LOST = 1e-4
"""Differences below this are rounding."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A clause that a hit matched."""

    name: str
    """As in the body: ``code|language|key``; ``meaning`` for the comparison of vectors."""
    own: float | None
    """Score of the clause itself; None where the engine does not tell it."""
    lost: float
    """By how much the hit's score falls without it."""


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A hit with what made its score."""

    match: Match
    lane: str
    score: float
    cosine: float | None
    parts: tuple[Part, ...]
    """What it would lose most without, first."""


def explain(
    request: SearchRequest, engine: Engine, embedder: Embedder
) -> tuple[Query, SearchAnswer, list[Explained]]:
    """Return the query of ``request``, its answer, and its hits explained, in the answer's order.

    Raises what a search raises.
    """
    query = plan(request, embedder)
    answer = Searcher(engine, embedder).search(request)
    bodies = dict(zip(LANES, (body for _, body in searches(query)), strict=True))
    of_lane: dict[str, list[Match]] = {}
    for match in answer.matches:
        of_lane.setdefault(match.document["lane"], []).append(match)
    found = {
        one.match.id: one
        for lane, matches in of_lane.items()
        for one in _in_lane(lane, matches, bodies[lane], request, engine)
    }
    return query, answer, [found[match.id] for match in answer.matches]


def _in_lane(
    lane: str,
    matches: Sequence[Match],
    body: Mapping[str, object],
    request: SearchRequest,
    engine: Engine,
) -> Iterator[Explained]:
    whole = _only(dict(body), [match.id for match in matches])
    answered = engine.client.search(
        index=engine.alias(request.collection),
        body=whole,
        params={"include_named_queries_score": "true"},
    )
    hits = {hit["_id"]: hit for hit in answered["hits"]["hits"]}
    without = _scores_without(whole, request, engine)
    for match in matches:
        hit = hits[match.id]
        own: Mapping[str, float] = hit.get("matched_queries", {})
        parts = [
            Part(name=name, own=own.get(name), lost=hit["_score"] - scores.get(match.id, 0.0))
            for name, scores in without.items()
        ]
        shown = [part for part in parts if part.own is not None or part.lost > _LOST]
        yield Explained(
            match=match,
            lane=lane,
            score=hit["_score"],
            cosine=cosine(hit),
            parts=tuple(sorted(shown, key=lambda part: -part.lost)),
        )


def _scores_without(
    body: dict[str, object], request: SearchRequest, engine: Engine
) -> dict[str, dict[str, float]]:
    """Return for each clause the scores of the hits without it, in one round trip."""
    names = ablation.names(body)
    if not names:
        return {}
    bodies = [(request.collection, ablation.without(body, name)) for name in names]
    return {
        name: {hit["_id"]: hit["_score"] for hit in response["hits"]["hits"]}
        for name, response in zip(names, engine.msearch(bodies), strict=True)
    }


def _only(body: dict[str, object], ids: Sequence[str]) -> dict[str, object]:
    """Return ``body`` for the hits ``ids`` alone, with the scores that they have among all."""
    query: Clause = {"bool": {"must": [body["query"]], "filter": [{"ids": {"values": list(ids)}}]}}
    kept = {key: body[key] for key in ("script_fields",) if body.get(key)}
    return {"size": len(ids), "query": query, "_source": False, **kept}


def lines(query: Query, answer: SearchAnswer, explained: Sequence[Explained]) -> Iterator[str]:
    """Yield what a person reads, hit by hit."""
    yield f"{answer.total} found; language of the query: {answer.language}"
    for unit in query.units:
        kind = "decides" if unit.specific else "ranks only"
        yield f"unit {unit.text!r}: {kind}"
    for way in answer.bridge:
        if way.terms:
            state = "" if way.active else " (off)"
            yield f"bridge {way.id}{state}: {way.query} → {', '.join(way.terms)}"
    for number, one in enumerate(explained, 1):
        near = "" if one.cosine is None else f", cosine {one.cosine:.3f}"
        name = one.match.document.get("name", one.match.id)
        yield ""
        yield f"{number}. {name}  [{one.lane}]  score {one.score:.3f}{near}"
        yield f"   {'without it':>10}  {'of its own':>10}"
        for part in one.parts:
            own = "" if part.own is None else f"{part.own:.3f}"
            yield f"   {-part.lost:>10.3f}  {own:>10}  {part.name}"
