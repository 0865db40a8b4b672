"""A search is saved: what its house should know before, and what is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import msgspec

from core.errors import BadRequest
from indexer.batches import batches
from matching.answer import SearchAnswer
from matching.request import SearchRequest
from store import Store, alerts, saved, watches
from store.houses import House
from store.watches import Rhythm, Watch

DAYS = 90
"""For which it is told how often a search would have reported."""
MOST_A_WEEK = 50.0
"""Reports a week above which a search is too broad: ten each working day is what somebody reads
beside other work."""
MOST_OF_ALL = 0.5
"""Share of all entries above which a search is too broad: what fits the larger half of everything
narrows nothing down, and before changes are known nothing else tells that."""

_AT_ONCE = 5_000
"""Ids of one question; the engine takes 65,536 terms (index.max_terms_count)."""
_MOST_ASKED = 10_000
"""Changes that are tried, spread evenly over all: two questions, so that a page does not wait for
a register that was delivered anew. From 10,000 a share is known within a percent (1.96·√(¼/n))."""
_OF_A_PAGE = ("page", "size", "house", "collection")
"""What is no part of the search itself."""
_HOW = ("language", "without", "inferred", "radius_km")
"""What says how to search and leaves nothing out alone."""


class Finding(Protocol):
    """What is needed of :class:`matching.search.Searcher`."""

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Answer one search."""

    def among(self, request: SearchRequest, ids: Sequence[str]) -> frozenset[str]:
        """Return those of the documents that belong to what a search finds."""


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """What a search finds and would report."""

    total: int
    """How many things fit now."""
    all: int
    """How many things there are."""
    by_filters: int
    """How many things its filters alone leave, whatever the words are."""
    reported: int
    """How many of the changes of the last ``days`` fit, as they are now."""
    days: int
    """For how many days changes are known: DAYS at most, 0 before a day has passed."""
    estimated: bool
    """Whether ``reported`` follows from a part of the changes, since there were too many."""

    @property
    def a_week(self) -> float | None:
        """Reports a week; None where changes are not known for a week."""
        return self.reported / (self.days / 7) if self.days >= 7 else None

    @property
    def too_broad(self) -> bool:
        """Tell whether nobody would read all that it reports."""
        return (self.a_week or 0) > MOST_A_WEEK or self.total > self.all * MOST_OF_ALL

    @property
    def finds_nothing(self) -> bool:
        """Tell whether nothing fits now."""
        return not self.total

    @property
    def never_matches(self) -> bool:
        """Tell whether its filters shut out everything there is, so that no word can help."""
        return not self.by_filters


def foresee(store: Store, searcher: Finding, request: SearchRequest) -> Foreseen:
    """Return what ``request`` finds now, and how much it would have reported.

    Raises BadRequest for a search that asks for nothing, and what a search raises.
    """
    checked(request)
    everything = SearchRequest(collection=request.collection, house=request.house)
    total = _total(searcher, request)
    filters = msgspec.structs.replace(request, text="", without=())
    changed = alerts.changed(store, request.collection, timedelta(days=DAYS))
    tried = changed[:: -(-len(changed) // _MOST_ASKED) or 1]
    fitting = sum(len(searcher.among(request, ids)) for ids in batches(tried, _AT_ONCE))
    return Foreseen(
        total=total,
        all=_total(searcher, everything),
        by_filters=total or _total(searcher, filters),
        reported=round(fitting * len(changed) / len(tried)) if tried else 0,
        days=_days_known(store, request.collection),
        estimated=len(tried) < len(changed),
    )


def save(
    store: Store,
    house: House,
    name: str,
    request: SearchRequest,
    *,
    owner: int | None = None,
    rhythm: Rhythm = "daily",
    author: str,
) -> Watch:
    """Save ``request`` for ``house`` in the words of its link; the same sent twice is saved once.

    Raises BadRequest for one that asks for nothing, and as :func:`store.watches.add`.
    """
    checked(request)
    asked = kept(request)
    same = (" ".join(name.split()), owner, request.collection, saved.written(asked))
    for one in watches.of(store, house):
        if (one.name, one.owner, one.collection, saved.written(one.request)) == same:
            return one
    return watches.add(
        store,
        house,
        name=name,
        collection=request.collection,
        request=asked,
        owner=owner,
        rhythm=rhythm,
        author=author,
    )


def change(
    store: Store,
    house: House,
    watch: int,
    *,
    name: str,
    rhythm: Rhythm,
    request: SearchRequest,
    author: str,
) -> Watch:
    """Change a saved search. Raises as :func:`save` and :func:`store.watches.change`."""
    checked(request)
    return watches.change(
        store,
        house,
        watch,
        name=name,
        rhythm=rhythm,
        collection=request.collection,
        request=kept(request),
        author=author,
    )


def checked(request: SearchRequest) -> SearchRequest:
    """Return ``request``, or raise BadRequest where it asks for everything there is."""
    if not can_be_saved(request):
        raise BadRequest("A search that asks for everything cannot be saved; narrow it down.", "q")
    return request.checked()


def can_be_saved(request: SearchRequest) -> bool:
    """Tell whether ``request`` asks for something: words or a filter."""
    return bool(_set(request, leaving_out=(*_OF_A_PAGE, *_HOW)))


def kept(request: SearchRequest) -> dict[str, object]:
    """Return what is kept of ``request``: what its link holds, but for the page."""
    return _set(request, leaving_out=_OF_A_PAGE)


def _total(searcher: Finding, request: SearchRequest) -> int:
    return searcher.search(msgspec.structs.replace(request, page=1, size=1)).total


def _days_known(store: Store, collection: str) -> int:
    since = alerts.watched_since(store, collection)
    return min(DAYS, (datetime.now(UTC) - datetime.fromisoformat(since)).days) if since else 0


def _set(request: SearchRequest, leaving_out: Sequence[str]) -> dict[str, object]:
    """Return the values of ``request`` that are not the default."""
    default = SearchRequest()
    return {
        name: value
        for name in request.__struct_fields__
        if name not in leaving_out
        and (value := getattr(request, name)) not in (getattr(default, name), "")
    }
