"""Stored queries, and which of them a document meets.

They lie in an index beside each index version, cut into words by the same analysis, and named after
it: so they are never held against documents of another version.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from opensearchpy import helpers

from core.errors import EngineUnavailable
from engine.client import Engine

QUERY = "query"
"""Field of the stored query."""
LANE = "lane"
"""Field that a stored query has in common with the documents that it may meet."""

_AT_ONCE = 10_000
"""Stored queries of one answer: the engine's own window (index.max_result_window)."""
_STORED_AT_ONCE = 500
_SECONDS = 60.0
_NOT_FOUND = 404
_REFUSED = 400


def beside(engine: Engine, version: str) -> str:
    """Return the name of the index with the stored queries for an index ``version``."""
    return f"{engine.prefix}-watches-{version.removeprefix(engine.prefix + '-')}"


def ensure(engine: Engine, index: str, body: Mapping[str, Any]) -> None:
    """Create ``index`` from the compiled ``body`` where it is not there yet."""
    if not engine.client.indices.exists(index=index):
        engine.client.indices.create(index=index, body=body, params={"ignore": 400})


def put(engine: Engine, index: str, wanted: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    """Bring ``index`` to hold exactly the queries ``wanted``, by id: {lane, query}.

    Returns those that the engine refuses with its reasons; they are left out. Raises
    EngineUnavailable where it has no time for one: left out, it would miss what is written.
    """
    there = keys(engine, index)
    orders: list[dict[str, Any]] = [
        {"_op_type": "index", "_id": id_, "id": id_, **stored}
        for id_, stored in wanted.items()
        if id_ not in there
    ]
    orders += [{"_op_type": "delete", "_id": id_} for id_ in there - wanted.keys()]
    refused: dict[str, str] = {}
    answers = helpers.streaming_bulk(
        engine.client, orders, index=index, chunk_size=_STORED_AT_ONCE, raise_on_error=False
    )
    for good, answer in answers:
        told = next(iter(answer.values()))
        if good or told["status"] == _NOT_FOUND:
            continue
        reason = str(told["error"].get("reason", told["error"]))
        if told["status"] != _REFUSED:
            raise EngineUnavailable(f"OpenSearch cannot store queries now ({reason}); try again.")
        refused[told["_id"]] = reason
    engine.client.indices.refresh(index=index)
    return refused


def drop_orphans(engine: Engine) -> tuple[str, ...]:
    """Delete the stored queries beside versions that are gone; return the names of the deleted."""
    names = engine.client.indices.get(index=f"{engine.prefix}-*", params={"ignore": 404})
    first = f"{engine.prefix}-watches-"
    orphans = tuple(
        sorted(
            name
            for name in names
            if name.startswith(first) and f"{engine.prefix}-{name.removeprefix(first)}" not in names
        )
    )
    for name in orphans:
        engine.client.indices.delete(index=name, params={"ignore_unavailable": "true"})
    return orphans


def keys(engine: Engine, index: str) -> frozenset[str]:
    """Return the ids of the queries that ``index`` holds."""
    hits = helpers.scan(engine.client, index=index, query={"_source": False}, size=_AT_ONCE)
    return frozenset(hit["_id"] for hit in hits)


def met(
    engine: Engine, index: str, lane: str, documents: Sequence[Mapping[str, Any]]
) -> list[set[str]]:
    """Return for each of ``documents``, which are of one lane, the ids of the queries it meets.

    What reads a stored query costs more than trying it, so many documents at once are cheap
    (docs/decisions/0022-saved-searches.md). Raises EngineUnavailable.
    """
    found: list[set[str]] = [set() for _ in documents]
    after: list[Any] | None = None
    while hits := _page(engine, index, lane, documents, after):
        for hit in hits:
            for place in hit["fields"]["_percolator_document_slot"]:
                found[place].add(hit["_id"])
        after = hits[-1]["sort"]
    return found


def _page(
    engine: Engine,
    index: str,
    lane: str,
    documents: Sequence[Mapping[str, Any]],
    after: list[Any] | None,
) -> list[dict[str, Any]]:
    """Return the stored queries that any document meets, after those that were told."""
    percolate = {"field": QUERY, "documents": list(documents)}
    body: dict[str, Any] = {
        "size": _AT_ONCE,
        "_source": False,
        "track_total_hits": False,
        "sort": ["id"],
        "query": {"bool": {"filter": [{"term": {LANE: lane}}, {"percolate": percolate}]}},
    }
    if after:
        body["search_after"] = after
    answer = engine.client.search(
        index=index,
        body=body,
        params={"request_timeout": _SECONDS, "allow_partial_search_results": "false"},
    )
    hits: list[dict[str, Any]] = answer["hits"]["hits"]
    return hits
