"""The state of the service as figures: looked up rarely, told at once."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from operations.observing import Standing

FRESH_SECONDS = 15.0
"""Prometheus asks every 15 to 60 seconds by custom; several askers cost no more than one."""
_PATIENCE_SECONDS = 3.0
"""Below Prometheus' own time-out of 10: what was seen last is better than no answer."""


class Kept:
    """Looks by ``look`` when what was seen last is old, in a thread of its own."""

    def __init__(self, look: Callable[[], Standing]) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "standing")
        self._running: Future[Standing] | None = None
        self._seen: Standing | None = None
        self._at = float("-inf")

    def get(self) -> Standing | None:
        """Return what was seen at most some seconds ago; what was seen last where that takes long;
        None where nothing was seen yet."""
        with self._lock:
            if self._running is None and time.monotonic() - self._at > FRESH_SECONDS:
                self._running = self._thread.submit(self._look)
            running = self._running
        if running is not None:
            wait([running], _PATIENCE_SECONDS)
            self._take(running)
        return self._seen

    def _take(self, ended: Future[Standing]) -> None:
        with self._lock:
            if not ended.done() or self._running is not ended:
                return
            self._running, self._at = None, time.monotonic()
            self._seen = ended.result()


class StandingFigures(Collector):
    """Tells a :class:`Standing` as figures."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def describe(self) -> Iterator[Metric]:
        """Tell nothing beforehand: looking is left to the first who asks."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Yield the figures; of what is away only that it is."""
        seen = self._kept.get()
        if seen is None:
            return
        yield GaugeMetricFamily(
            "partnernet_seen_timestamp_seconds",
            "When store and engine were looked at.",
            seen.moment.timestamp(),
        )
        yield _up("store", "Whether the store answers.", seen.queue is not None)
        yield _up("engine", "Whether OpenSearch answers.", seen.indices is not None)
        yield from _queue(seen)
        yield from _indices(seen)
        refused = CounterMetricFamily(
            "partnernet_bulk_refused_documents",
            "Documents that OpenSearch refused to index, by whatever process.",
        )
        refused.add_metric((), seen.events.get("bulk_refused", 0))
        yield refused


def _up(part: str, words: str, is_up: bool) -> Metric:
    return GaugeMetricFamily(f"partnernet_{part}_up", words, int(is_up))


def _queue(seen: Standing) -> Iterator[Metric]:
    if seen.queue is None:
        return
    jobs = GaugeMetricFamily(
        "partnernet_jobs", "Jobs that are kept, by kind and state.", labels=("kind", "state")
    )
    for (kind, state), number in sorted(seen.queue.jobs.items()):
        jobs.add_metric((kind, state), number)
    yield jobs
    yield GaugeMetricFamily(
        "partnernet_jobs_oldest_waiting_seconds",
        "How long the job has waited that could have run first.",
        seen.queue.oldest_waiting_seconds,
    )


def _indices(seen: Standing) -> Iterator[Metric]:
    documents = GaugeMetricFamily(
        "partnernet_index_documents", "Documents in the live index.", labels=("collection",)
    )
    built = GaugeMetricFamily(
        "partnernet_index_built_timestamp_seconds",
        "When the live index was built.",
        labels=("collection",),
    )
    drifted = GaugeMetricFamily(
        "partnernet_index_drifted",
        "1 where a build would give another mapping, analysis or model than the live index has.",
        labels=("collection",),
    )
    for collection, index in sorted((seen.indices or {}).items()):
        documents.add_metric((collection,), index.documents)
        built.add_metric((collection,), index.built.timestamp())
        drifted.add_metric((collection,), int(not index.fits))
    yield from (documents, built, drifted)
