"""Searches stored beside an index version, and which of them documents of it belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from engine import percolator
from engine.client import Engine
from mappings.percolating import asked_fields, percolating
from matching.belonging import Watches, Written
from matching.query import Query

AT_ONCE = 500
"""Documents held against the searches together: reading the stored queries costs more than trying
them, so many cost a small part each of what one costs (docs/decisions/0022-saved-searches.md)."""

Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StoredSearches:
    """Searches that documents of one index version can be held against."""

    engine: Engine
    index: str
    """Where their queries are stored."""
    fields: frozenset[str]
    """What the queries may ask of a document."""
    watches: Watches
    refused: Mapping[str, str]
    """Searches that the engine takes no query of, with what it says; nothing belongs to them."""

    @classmethod
    def beside(
        cls,
        engine: Engine,
        index: str,
        collection: str,
        dimension: int,
        queries: Mapping[str, Query],
    ) -> Self:
        """Store exactly ``queries``, by the ids of their searches, in ``index``.

        Raises EngineUnavailable.
        """
        percolator.ensure(engine, index, percolating(collection, dimension))
        watches = Watches(queries)
        parts = {
            key: {"lane": part.lane, "query": part.query} for key, part in watches.parts().items()
        }
        unstored = percolator.put(engine, index, parts)
        refused = {id_: unstored[key] for id_, key in watches.asking(unstored.keys()).items()}
        fields = asked_fields(collection, dimension)
        return cls(engine=engine, index=index, fields=fields, watches=watches, refused=refused)

    def fitting(self, documents: Sequence[Document], today: date) -> list[frozenset[str]]:
        """Return for each of ``documents``, as they are indexed, the searches that would show it.

        At most AT_ONCE of them. Raises EngineUnavailable.
        """
        found: dict[int, frozenset[str]] = {}
        by_lane: dict[str, list[int]] = {}
        for place, document in enumerate(documents):
            by_lane.setdefault(document["lane"], []).append(place)
        for lane, places in by_lane.items():
            written = self._written(lane, [documents[place] for place in places])
            found.update(zip(places, self.watches.belonging(written, today), strict=True))
        return [found[place] for place in range(len(documents))]

    def _written(self, lane: str, documents: Sequence[Document]) -> list[Written]:
        asked = [{f: v for f, v in one.items() if f in self.fields} for one in documents]
        met = percolator.met(self.engine, self.index, lane, asked)
        return [
            Written(
                id=document["id"],
                lane=lane,
                date=document.get("date"),
                vector=document.get(f"vector_{lane}"),
                met=keys,
            )
            for document, keys in zip(documents, met, strict=True)
        ]
