"""What was blocked as a whole leaves the live index in the moment in which it is blocked.

A few deletes, so that a page can wait for them. What others tell of the organisation, and what is
left where the index does not know it as the imports do, follows when the decision takes effect
(:mod:`operations.decisions`).
"""

from collections.abc import Collection, Iterator
from typing import Any

import store
from core.progress import Silent
from engine import bulk, versions
from engine.bulk import Item
from engine.client import Engine
from store import Store

_MOST = 1_000
"""Documents of one organisation that are deleted at once; hardly any has as many offers."""


def hide(engine: Engine, opened: Store, keys: Collection[str]) -> int:
    """Delete the organisation that ``keys`` stand for, and its offers, from the live index.

    ``keys`` are those of its block; ids among them are enough. Returns how many documents left;
    they are gone from every search when it returns. Raises EngineUnavailable.
    """
    live = versions.live_all(engine)
    found = sorted(set(_documents(engine, live, list(keys))))
    if not found:
        return 0
    orders = (Item(index, id_, None) for index, id_ in found)
    # The block took the newest revision, so what an update sent before it does not come back.
    bulk.load(engine, orders, Silent(), revision=store.revision(opened))
    engine.client.indices.refresh(index=",".join(sorted({index for index, _ in found})))
    return len(found)


def _documents(engine: Engine, live: dict[str, str], keys: list[str]) -> Iterator[tuple[str, str]]:
    """Yield index and id of each document that is the organisation, or belongs to it."""
    if "organisations" in live:
        own = {"bool": {"should": [{"terms": {"id": keys}}, {"terms": {"aliases": keys}}]}}
        yield from _ids(engine, live["organisations"], own)
    if "offers" in live:
        yield from _ids(engine, live["offers"], {"terms": {"organisation": keys}})


def _ids(engine: Engine, index: str, query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    body = {"query": query, "size": _MOST, "_source": False, "track_total_hits": False}
    answer = engine.client.search(index=index, body=body)
    for hit in answer["hits"]["hits"]:
        yield index, hit["_id"]
