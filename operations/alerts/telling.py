"""What an alert tells: the thing as it may be shown now, with the search's own reasons."""

from typing import Protocol

from matching.answer import Match, SearchAnswer
from matching.request import SearchRequest
from operations.alerts.stored import request_of
from store.alerts import Alert
from store.watches import Watch


class Fitting(Protocol):
    """What is needed of :class:`matching.search.Searcher`."""

    def fitting(self, request: SearchRequest, id_: str) -> SearchAnswer:
        """Answer a search as if one document were all there is."""


def answer_of(searcher: Fitting, watch: Watch, alert: Alert) -> SearchAnswer | None:
    """Return what a search of the watch answers now, with the thing that ``alert`` speaks of alone.

    None where it is gone, was blocked, or does not fit any more: what may not be found must not be
    told either. Raises what a search raises.
    """
    found = searcher.fitting(request_of(watch), alert.thing)
    return found if found.matches else None


def match_of(searcher: Fitting, watch: Watch, alert: Alert) -> Match | None:
    """Return the match of :func:`answer_of`, None where there is none. Raises likewise."""
    found = answer_of(searcher, watch, alert)
    return found.matches[0] if found else None
