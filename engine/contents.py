"""What an index holds, by id."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from opensearchpy import helpers

from engine.client import Engine

_AT_ONCE = 5_000
"""Documents of one answer: about 400 kB."""


def digests(engine: Engine, index: str) -> Iterator[tuple[str, str]]:
    """Yield id and digest of every document of ``index``; an empty digest where it has none."""
    yield from _values(engine, index, "digest")


def hashes(engine: Engine, index: str) -> Iterator[tuple[str, str]]:
    """Yield id of every document of ``index`` and the hash of what a person sees of it."""
    yield from _values(engine, index, "hash")


def documents(engine: Engine, index: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return those of the documents ``ids`` that are there, whole, in the order of ``ids``."""
    answer = engine.client.mget(index=index, body={"ids": list(ids)})
    return [one["_source"] for one in answer["docs"] if one.get("found")]


def _values(engine: Engine, index: str, field: str) -> Iterator[tuple[str, str]]:
    hits = helpers.scan(
        engine.client,
        index=index,
        query={"_source": False, "docvalue_fields": [field]},
        size=_AT_ONCE,
    )
    for hit in hits:
        (value,) = hit.get("fields", {}).get(field, ("",))
        yield hit["_id"], value


def ids(engine: Engine, index: str, told: Mapping[str, Collection[str]]) -> Iterator[str]:
    """Yield the id of every document of ``index`` that has one of the values in one of the fields.

    ``told`` has values by field.
    """
    clauses = [{"terms": {field: sorted(values)}} for field, values in told.items() if values]
    if not clauses:
        return
    query = {"_source": False, "query": {"bool": {"should": clauses}}}
    for hit in helpers.scan(engine.client, index=index, query=query, size=_AT_ONCE):
        yield hit["_id"]
