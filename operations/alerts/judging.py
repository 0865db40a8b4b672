"""Holds what is new or changed in the live index against the watches, each content once.

What changed is found by comparing the live index with what the store has seen, not by listening to
who writes: so nothing is lost when a build, an update or this work is killed anywhere, and a
rebuild or the way back, which change no content, report nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import store
from core import confirmation
from core.settings import Settings
from engine import contents, percolator, versions
from engine.client import Engine
from engine.embedding import Embedder
from indexer.batches import batches
from mappings import COLLECTIONS
from mappings.percolating import asked_fields
from matching.belonging import Written
from operations.alerts.content import content_of
from operations.alerts.stored import StoredWatches
from store import Store, alerts
from store.alerts import Fit, Thing

_AT_ONCE = 200
"""Documents held against the watches together: reading the stored queries costs more than trying
them, so 200 cost a tenth each of what one costs (docs/decisions/0022-saved-searches.md)."""

Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What one run did."""

    things: int
    """Documents that were new or looked otherwise."""
    alerts: int
    refused: Mapping[int, str]
    """Watches that the engine takes no query of, with what it says."""


def judge(settings: Settings, engine: Engine, embedder: Embedder) -> Judged:
    """Hold what changed since the last run against the watches of all houses.

    In the first run all is noted as there from the first. Collections without an index are left
    for later. Raises EngineUnavailable, StoreUnavailable; what was done until then is kept, and
    the next run goes on there.
    """
    things, new = 0, 0
    refused: dict[int, str] = {}
    with store.opened(settings) as opened:
        for collection in COLLECTIONS:
            version = versions.live(engine, collection)
            if version is None:
                continue
            look = _Look(opened, engine, embedder, collection, version)
            for noted, told in look.noted(refused):
                things, new = things + noted, new + told
        alerts.prune(opened)
    percolator.drop_orphans(engine)
    return Judged(things=things, alerts=new, refused=refused)


@dataclass(frozen=True)
class _Look:
    """One collection, as it is live now."""

    store: Store
    engine: Engine
    embedder: Embedder
    collection: str
    version: str

    def noted(self, refused: dict[int, str]) -> Iterator[tuple[int, int]]:
        """Note all that changed, in batches; yield how many things and alerts each brought."""
        seen = alerts.seen(self.store, self.collection)
        differing = [
            id_
            for id_, hash_ in contents.hashes(self.engine, self.version)
            if id_ not in seen or seen[id_].hash != hash_
        ]
        if not seen:
            for ids in batches(differing, _AT_ONCE):
                alerts.begin(self.store, self.collection, map(self._thing, self._documents(ids)))
                yield len(ids), 0
        elif differing:
            stored = StoredWatches.of(
                self.store, self.engine, self.embedder, self.collection, self.version
            )
            refused.update(stored.refused)
            for ids in batches(differing, _AT_ONCE):
                fits = list(self._fits(stored, self._documents(ids)))
                yield len(ids), alerts.note(self.store, self.collection, fits)

    def _documents(self, ids: Sequence[str]) -> list[Document]:
        return contents.documents(self.engine, self.version, ids)

    def _thing(self, document: Document) -> Thing:
        content = content_of(document, self.collection, self.embedder.dimension)
        return Thing(id=document["id"], hash=document["hash"], content=content)

    def _fits(self, stored: StoredWatches, documents: Sequence[Document]) -> Iterator[Fit]:
        """Yield each document with the watches that it belongs to."""
        by_lane: dict[str, list[Document]] = {}
        for document in documents:
            by_lane.setdefault(document["lane"], []).append(document)
        fields = asked_fields(self.collection, self.embedder.dimension)
        for lane, of_lane in by_lane.items():
            asked = [{f: v for f, v in one.items() if f in fields} for one in of_lane]
            met = percolator.met(self.engine, stored.index, lane, asked)
            written = [
                Written(
                    id=document["id"],
                    lane=lane,
                    date=document.get("date"),
                    vector=document.get(f"vector_{lane}"),
                    met=keys,
                )
                for document, keys in zip(of_lane, met, strict=True)
            ]
            belonging = stored.watches.belonging(written, confirmation.today())
            for document, watches in zip(of_lane, belonging, strict=True):
                yield Fit(thing=self._thing(document), watches=frozenset(map(int, watches)))
