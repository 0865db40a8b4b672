"""A search is saved: what its house should know before, and what is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from core.errors import BadRequest
from indexer.batches import batches
from matching.request import SearchRequest
from matching.search import Searcher
from store import Store, alerts, watches
from store.houses import House
from store.watches import Watch

DAYS = 90
"""For which it is told how often a search would have reported."""
MOST_A_WEEK = 50.0
"""Reports a week above which a search is too broad: ten each working day is what somebody reads
beside other work."""

_AT_ONCE = 5_000
"""Ids of one question; the engine takes 65,536 terms (index.max_terms_count)."""
_OF_A_PAGE = ("page", "size", "house", "collection")
"""What is no part of the search itself."""
_HOW = ("language", "without", "inferred", "radius_km")
"""What says how to search and leaves nothing out alone."""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a search finds and would report."""

    total: int
    """How many things fit now."""
    reported: int
    """How many of the last DAYS' changes fit, as they are now."""

    @property
    def a_week(self) -> float:
        """Reports a week, of the last DAYS."""
        return self.reported / (DAYS / 7)

    @property
    def too_broad(self) -> bool:
        """Tell whether nobody would read all that it reports."""
        return self.a_week > MOST_A_WEEK

    @property
    def finds_nothing(self) -> bool:
        """Tell whether nothing fits now: it may never match."""
        return not self.total


def foresee(store: Store, searcher: Searcher, request: SearchRequest) -> Foreseen:
    """Return what ``request`` finds now, and how much it would have reported.

    Raises BadRequest for a search that asks for nothing, and what a search raises.
    """
    checked(request)
    total = searcher.search(msgspec.structs.replace(request, page=1, size=1)).total
    changed = alerts.changed(store, request.collection, timedelta(days=DAYS))
    fitting = sum(len(searcher.among(request, ids)) for ids in batches(changed, _AT_ONCE))
    return Foreseen(total=total, reported=fitting)


def save(store: Store, house: House, name: str, request: SearchRequest, *, author: str) -> Watch:
    """Save ``request`` for ``house`` in the words of its link.

    Raises BadRequest for one that asks for nothing, and as :func:`store.watches.add`.
    """
    checked(request)
    return watches.add(
        store,
        house,
        name=name,
        collection=request.collection,
        request=_kept(request, leaving_out=_OF_A_PAGE),
        author=author,
    )


def checked(request: SearchRequest) -> SearchRequest:
    """Return ``request``, or raise BadRequest where it asks for everything there is."""
    if not _kept(request, leaving_out=(*_OF_A_PAGE, *_HOW)):
        raise BadRequest("A search that asks for everything cannot be saved; narrow it down.", "q")
    return request.checked()


def _kept(request: SearchRequest, leaving_out: Sequence[str]) -> dict[str, object]:
    """Return the values of ``request`` that are not the default."""
    default = SearchRequest()
    return {
        name: value
        for name in request.__struct_fields__
        if name not in leaving_out
        and (value := getattr(request, name)) not in (getattr(default, name), "")
    }
