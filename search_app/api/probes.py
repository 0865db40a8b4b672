"""Probes for whoever watches over the service."""

from apiflask import APIBlueprint
from flask import Response

from matching.request import SearchRequest
from search_app.api.answers import Health
from search_app.api.description import UNAVAILABLE, responds
from search_app.api.routes import json
from search_app.service import searcher

probes = APIBlueprint("probes", __name__)


@probes.get("/healthz")
@probes.doc(summary="Is the process alive?", operation_id="healthz", responses=responds(Health))
def healthz() -> Response:
    """Answer without touching the engine."""
    return json(Health(status="ok"))


@probes.get("/readyz")
@probes.doc(
    summary="Can it search?", operation_id="readyz", responses=responds(Health, UNAVAILABLE)
)
def readyz() -> Response:
    """Search for one document: engine, index and model must all be there."""
    searcher().search(SearchRequest(size=1))
    return json(Health(status="ready"))
