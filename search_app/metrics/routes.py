"""Counts the requests of an application, and the address where the figures are read."""

import time
from collections.abc import Iterator

from apiflask import APIFlask
from flask import Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from core import watching
from core.settings import Settings
from engine.client import Engine
from operations import observing
from operations.observing import Standing
from search_app import service
from search_app.metrics import figures
from search_app.metrics.access import may_read
from search_app.metrics.standing import Kept, StandingFigures

PATH = "/metrics"
_REFUSAL = (
    "Figures are read on the service's own machine, or with the token that "
    "PARTNERNET_METRICS_TOKEN sets: Authorization: Bearer TOKEN.\n"
)


class _Counted(Collector):
    """What this process counted."""

    def describe(self) -> Iterator[Metric]:
        """Tell nothing beforehand."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Yield all figures."""
        yield from figures.COUNTED.collect()


def register(app: APIFlask, settings: Settings, url: str) -> None:
    """Count what ``app`` does; tell it, and how the engine at ``url`` and the store stand."""
    watching.watch(figures.SEARCHES)
    app.after_request(_count)
    engine = Engine.connect(settings, url)

    def look() -> Standing:
        return observing.look(settings, engine, service.model(settings.embedding))

    told = CollectorRegistry()
    told.register(StandingFigures(Kept(look)))
    if settings.metrics_folder:
        MultiProcessCollector(told, str(settings.metrics_folder))  # type: ignore[no-untyped-call]
    else:
        told.register(_Counted())

    @app.get(PATH)
    @app.doc(hide=True)
    def metrics() -> Response:
        """Tell all figures, to those who may read them."""
        if not may_read(request, settings.metrics_token):
            return Response(_REFUSAL, 403, mimetype="text/plain")
        response = Response(generate_latest(told), content_type=CONTENT_TYPE_LATEST)
        response.headers["Cache-Control"] = "no-store"
        return response


def _count(response: Response) -> Response:
    seconds = time.perf_counter() - g.began
    figures.answered(request.endpoint, request.method, response.status_code, seconds)
    return response
