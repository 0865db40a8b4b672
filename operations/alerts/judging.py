"""Holds what is new or changed in the live index against the watches, each content once.

What changed is found by comparing the live index with what the store has seen, not by listening to
who writes: so nothing is lost when a build, an update or this work is killed anywhere, and a
rebuild or the way back, which change no content, report nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import store
from core import confirmation, points
from core.settings import Settings
from engine import contents, percolator, versions
from engine.client import Engine
from engine.embedding import Embedder
from indexer.batches import batches
from mappings import COLLECTIONS
from matching.stored import AT_ONCE, StoredSearches
from operations.alerts.content import content_of
from operations.alerts.stored import stored
from store import Store, alerts, judged
from store.alerts import Fit, Thing

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

    Until a run has once seen all of a collection, all of it is noted as there from the first.
    Collections without an index are left for later. Raises EngineUnavailable, StoreUnavailable;
    what was done until then is kept, and the next run goes on there.
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
        points.reached("all judged")
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
        differing = self._differing()
        points.reached("compared")
        if not judged.begun(self.store, self.collection):
            for ids in batches(differing, AT_ONCE):
                things = [self._thing(one) for one in self._documents(ids, differing)]
                alerts.begin(self.store, self.collection, things)
                points.reached("first noted")
                yield len(things), 0
            judged.begin(self.store, self.collection)
        elif differing:
            searches, unasked = stored(
                self.store, self.engine, self.embedder, self.collection, self.version
            )
            refused.update(unasked)
            points.reached("queries stored")
            for ids in batches(differing, AT_ONCE):
                fits = self._fits(searches, self._documents(ids, differing))
                points.reached("held against")
                told = alerts.note(self.store, self.collection, fits)
                points.reached("alerts noted")
                yield len(fits), told

    def _differing(self) -> dict[str, str]:
        """Return the hashes of what looks otherwise than when it was last looked at, by id."""
        seen = alerts.seen(self.store, self.collection)
        return {
            id_: hash_
            for id_, hash_ in contents.hashes(self.engine, self.version)
            if id_ not in seen or seen[id_].hash != hash_
        }

    def _documents(self, ids: Sequence[str], hashes: Mapping[str, str]) -> list[Document]:
        """Return those of ``ids`` that are as they were when they were compared.

        What was written meanwhile is left to the next run: a watch may have been saved before it,
        and after the watches were read.
        """
        read = contents.documents(self.engine, self.version, ids)
        return [one for one in read if one["hash"] == hashes[one["id"]]]

    def _thing(self, document: Document) -> Thing:
        content = content_of(document, self.collection, self.embedder.dimension)
        return Thing(id=document["id"], hash=document["hash"], content=content)

    def _fits(self, searches: StoredSearches, documents: Sequence[Document]) -> list[Fit]:
        """Return each document with the watches that it belongs to."""
        fitting = searches.fitting(documents, confirmation.today())
        return [
            Fit(thing=self._thing(document), watches=frozenset(map(int, ids)))
            for document, ids in zip(documents, fitting, strict=True)
        ]
