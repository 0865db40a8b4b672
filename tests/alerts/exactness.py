"""What was reported, compared with what each saved search would show if it were asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

import msgspec

import store
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder, Remembering
from evaluation.watches_shown import Difference, differing
from indexer.batches import batches
from matching.request import SearchRequest
from matching.search import Searcher
from operations.alerts import saving
from store import Store
from store.alerts import KEPT_DAYS

AUTHOR = "clerk@example.org"


class Compared(NamedTuple):
    """Alerts as (watch, thing)."""

    reported: int
    by_meaning: int
    """Reports that a search without meaning would not have brought."""
    differing: list[Difference]


def saved(settings: Settings, requests: Sequence[SearchRequest]) -> dict[int, SearchRequest]:
    """Save ``requests`` for as many houses as they need; return them by their watch."""
    found: dict[int, SearchRequest] = {}
    with store.opened(settings) as opened:
        for number, some in enumerate(batches(requests, store.watches.MOST), start=1):
            house = store.houses.add(opened, key=f"h{number}", name=f"H {number}", author=AUTHOR)
            for request in some:
                made = saving.save(opened, house, request.text or "…", request, author=AUTHOR)
                found[made.id] = request
    return found


def changed(settings: Settings, collection: str) -> tuple[str, ...]:
    """Return the things that were new or became otherwise since the first run."""
    with store.opened(settings) as opened:
        return store.alerts.changed(opened, collection, timedelta(days=KEPT_DAYS))


def compared(
    settings: Settings, engine: Engine, embedder: Embedder, watches: Mapping[int, SearchRequest]
) -> Compared:
    """Ask each search which of the changed things it shows, and compare with the alerts."""
    searcher = Searcher(engine, Remembering(embedder))
    things = {one: changed(settings, one) for one in ("organisations", "offers")}
    with store.opened(settings) as opened:
        told = _told(opened, watches)
    found: list[Difference] = []
    by_meaning = 0
    for collection, ids in things.items():
        own = {key: one for key, one in watches.items() if one.collection == collection}
        found += differing(searcher, own, told, ids)
        for watch, request in own.items():
            if told[watch] and request.text and "meaning" not in request.without:
                by_meaning += len(told[watch] - searcher.among(_by_words(request), ids))
    return Compared(sum(map(len, told.values())), by_meaning, found)


def _by_words(request: SearchRequest) -> SearchRequest:
    return msgspec.structs.replace(request, without=(*request.without, "meaning"))


def _told(opened: Store, watches: Mapping[int, SearchRequest]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for watch in watches:
        found[watch].update(one.thing for one in store.alerts.of(opened, watch, 1_000_000))
    return found
