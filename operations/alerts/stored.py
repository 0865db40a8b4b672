"""The watches of all houses, planned as searches and stored beside the live index."""

from dataclasses import dataclass
from typing import Self

import msgspec

from analyzers import overlay
from core.errors import BadRequest
from engine import percolator, versions
from engine.client import Engine
from engine.embedding import Embedder
from mappings.percolating import percolating
from matching.belonging import Watches
from matching.plan import plan
from matching.query import Query
from matching.request import SearchRequest
from store import Store, watches
from store.watches import Watch


@dataclass(frozen=True, kw_only=True)
class StoredWatches:
    """Searches that documents of one index version can be held against."""

    index: str
    """Where their queries are stored."""
    watches: Watches
    refused: dict[int, str]
    """Watches that cannot be asked any more, with the reason; they report nothing."""

    @classmethod
    def of(
        cls, store: Store, engine: Engine, embedder: Embedder, collection: str, version: str
    ) -> Self:
        """Store the watches on ``collection`` beside ``version``, as they are now."""
        about = versions.about(engine, version)
        with overlay.applied(about.overlay if about else overlay.NOTHING):
            asked, refused = _planned(watches.reporting(store, collection), embedder)
            ready = Watches({str(id_): query for id_, query in asked.items()})
            index = percolator.beside(engine, version)
            percolator.ensure(engine, index, percolating(collection, embedder.dimension))
        parts = {part.key: {"lane": part.lane, "query": part.query} for part in ready.parts()}
        unstored = percolator.put(engine, index, parts)
        for id_, keys in ready.keys().items():
            if bad := keys & unstored.keys():
                refused[int(id_)] = unstored[min(bad)]
        return cls(index=index, watches=ready, refused=refused)


def request_of(watch: Watch) -> SearchRequest:
    """Return the search that ``watch`` asks, as its house sees things.

    Raises BadRequest where it was saved by a program that knew other filters.
    """
    values = {**watch.request, "collection": watch.collection, "house": watch.house}
    try:
        return msgspec.convert(values, SearchRequest)
    except msgspec.ValidationError as error:
        sentence = f"The saved search {watch.id} cannot be read ({error}); save it anew."
        raise BadRequest(sentence, "request") from error


def _planned(
    saved: tuple[Watch, ...], embedder: Embedder
) -> tuple[dict[int, Query], dict[int, str]]:
    """Return what each watch asks; and those of which it cannot be told, with the reason."""
    asked: dict[int, Query] = {}
    refused: dict[int, str] = {}
    for watch in saved:
        try:
            asked[watch.id] = plan(request_of(watch), embedder)
        except BadRequest as error:
            refused[watch.id] = str(error)
    return asked, refused
