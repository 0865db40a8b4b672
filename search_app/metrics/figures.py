"""What is counted while requests are answered.

Labels are names of the code (endpoints, stages, status codes), never what users sent: a label with
their texts would keep them, and would grow without bound. With PROMETHEUS_MULTIPROC_DIR in the
environment before this is imported, several processes count into files of that folder, and each of
them tells the sum.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram

COUNTED = CollectorRegistry()
"""What this process counts; without the library's own figures of the process."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""From a style sheet to the time-out of a search; a quiet search takes 0.05."""
_STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 10.0)

_requests = Counter(
    "partnernet_requests",
    "Requests that were answered.",
    ("endpoint", "method", "status"),
    registry=COUNTED,
)
_request_seconds = Histogram(
    "partnernet_request_seconds",
    "Time to answer a request.",
    ("endpoint",),
    buckets=_SECONDS,
    registry=COUNTED,
)
_stage_seconds = Histogram(
    "partnernet_search_stage_seconds",
    "Time of each stage of a search; embedding is a part of planning.",
    ("stage",),
    buckets=_STAGE_SECONDS,
    registry=COUNTED,
)
_events = {
    "search": Counter("partnernet_searches", "Searches that were answered.", registry=COUNTED),
    "search_without_results": Counter(
        "partnernet_searches_without_results",
        "Searches that were answered and found nothing.",
        registry=COUNTED,
    ),
}
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_OTHER = "other"


def answered(endpoint: str | None, method: str, status: int, seconds: float) -> None:
    """Count a request. ``endpoint`` is None for addresses that there are not."""
    name = endpoint or _OTHER
    _requests.labels(name, method if method in _METHODS else _OTHER, str(status)).inc()
    _request_seconds.labels(name).observe(seconds)


class SearchFigures:
    """The :class:`core.watching.Watcher` that adds up stages and events."""

    def took(self, stage: str, seconds: float) -> None:
        """Count one run of a stage."""
        _stage_seconds.labels(stage).observe(seconds)

    def happened(self, event: str, times: int) -> None:
        """Count an event that has a figure here."""
        if figure := _events.get(event):
            figure.inc(times)


SEARCHES = SearchFigures()
