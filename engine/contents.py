"""What an index holds, by id."""

from collections.abc import Collection, Iterator, Mapping

from opensearchpy import helpers

from engine.client import Engine

_AT_ONCE = 5_000
"""Documents of one answer: about 400 kB."""


def digests(engine: Engine, index: str) -> Iterator[tuple[str, str]]:
    """Yield id and digest of every document of ``index``; an empty digest where it has none."""
    hits = helpers.scan(
        engine.client,
        index=index,
        query={"_source": False, "docvalue_fields": ["digest"]},
        size=_AT_ONCE,
    )
    for hit in hits:
        (digest,) = hit.get("fields", {}).get("digest", ("",))
        yield hit["_id"], digest


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
