"""What an alert tells: the thing as it may be shown now, with the search's own reasons."""

from matching.answer import Match
from matching.search import Searcher
from operations.alerts.stored import request_of
from store.alerts import Alert
from store.watches import Watch


def match_of(searcher: Searcher, watch: Watch, alert: Alert) -> Match | None:
    """Return the match that ``alert`` speaks of, as a search of the watch shows it now.

    None where it is gone, was blocked, or does not fit any more: what may not be found must not be
    told either. Raises what a search raises.
    """
    found = searcher.fitting(request_of(watch), alert.thing)
    return found.matches[0] if found.matches else None
