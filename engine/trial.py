"""Small copies of live versions with another analysis, to see what it would find."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from core.errors import BuildStopped, PartnerNetError
from engine import settle, versions
from engine.about import About
from engine.client import Engine

_SECONDS = 120
"""For copying a few thousand documents, which takes seconds."""


@contextmanager
def copied(
    engine: Engine,
    ids: Mapping[str, Sequence[str]],
    bodies: Mapping[str, Mapping[str, Any]],
    described: Mapping[str, About],
) -> Iterator[dict[str, str]]:
    """Yield copies of the documents ``ids`` of the live versions, made with the index ``bodies``;
    all by collection. They are deleted in any case.

    They are named as versions are, and never complete: what a sudden end leaves goes with the next
    rebuild. Raises BuildStopped where a document cannot be copied.
    """
    made: dict[str, str] = {}
    try:
        for collection, body in bodies.items():
            about = described[collection]
            made[collection] = versions.create(engine, collection, settle.bare(body), about)
            _copy(engine, engine.searched(collection), made[collection], ids[collection])
        yield made
    finally:
        with suppress(PartnerNetError):
            versions.discard(engine, made.values())


def _copy(engine: Engine, source: str, target: str, ids: Sequence[str]) -> None:
    body = {
        "source": {"index": source, "query": {"ids": {"values": list(ids)}}},
        "dest": {"index": target},
    }
    params = {"request_timeout": _SECONDS, "refresh": "true"}
    answer = engine.client.reindex(body=body, params=params)
    if answer["failures"]:
        raise BuildStopped(
            f"{len(answer['failures'])} documents of {source} could not be copied to be tried; the "
            "log of OpenSearch tells more."
        )
