"""Probes for whoever watches over the service."""

from apiflask import APIBlueprint
from flask import Response

from core.errors import PartnerNetError
from matching.request import SearchRequest
from search_app.answering import away
from search_app.api.answers import ErrorBody, ErrorOut, Health
from search_app.api.description import UNAVAILABLE, responds
from search_app.api.routes import json
from search_app.service import searcher, store
from store import revision

_NO_STORE = "The store does not answer or is of another version; see `partnernet store status`."

probes = APIBlueprint("probes", __name__)


@probes.get("/healthz")
@probes.doc(summary="Is the process alive?", operation_id="healthz", responses=responds(Health))
def healthz() -> Response:
    """Answer without touching the engine."""
    return json(Health(status="ok"))


@probes.get("/readyz")
@probes.doc(
    summary="Can it search, and do people's decisions hold?",
    operation_id="readyz",
    responses=responds(Health, UNAVAILABLE),
)
def readyz() -> Response:
    """Search for one document and ask the store: engine, index, model and store must be there.

    Not the worker: long works wait, and nobody who searches notices.
    """
    missing = [words for part in (_search, _store) if (words := part())]
    if not missing:
        return json(Health(status="ready"))
    response = json(ErrorOut(error=ErrorBody(field=None, message=" ".join(missing))))
    response.status_code = 503
    return away(response)


def _search() -> str:
    """Return what keeps searches from being answered; empty where nothing does."""
    try:
        searcher().search(SearchRequest(size=1))
    except PartnerNetError as error:
        return str(error)
    return ""


def _store() -> str:
    """Return that the store is away, without the path or the address that its errors may tell."""
    try:
        revision(store())
    except PartnerNetError:
        return _NO_STORE
    return ""
