"""From an error to the response that tells it: JSON for the API, a page for people."""

import msgspec
import structlog
from apiflask import APIFlask, HTTPError
from flask import Response, g, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException

from core.errors import (
    BadRequest,
    EngineUnavailable,
    ModelMismatch,
    NotFound,
    StoreMismatch,
    StoreUnavailable,
)
from search_app import errors, headers, links
from search_app.api.answers import ErrorBody, ErrorOut
from search_app.errors import Expected, Problem

_RETRY_SECONDS = 10
_EXPECTED = (
    BadRequest,
    NotFound,
    EngineUnavailable,
    ModelMismatch,
    StoreUnavailable,
    StoreMismatch,
)
_JSON = ("/api/", "/healthz", "/readyz")

log = structlog.get_logger(__name__)


def register(app: APIFlask) -> None:
    """Handle every error of ``app``: none leaves as a bare 500."""
    for expected in _EXPECTED:
        app.register_error_handler(expected, _expected)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(HTTPError, _http)
    app.register_error_handler(Exception, _fault)


def away(response: Response) -> Response:
    """Tell clients and proxies when to ask again, and to keep nothing."""
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    response.headers["Cache-Control"] = "no-store"
    return response


def moved(id_: str) -> Response:
    """Lead to the record whose alias was asked for; asked anew each time, since links change."""
    response = make_response(redirect(links.with_id(id_), 301))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _expected(error: Expected) -> Response:
    return _response(errors.of_expected(error))


def _http(error: HTTPException | HTTPError) -> Response:
    if isinstance(error, HTTPException) and error.code and error.code < 400:
        return error.get_response()  # type: ignore[return-value]  # a redirect
    response = _response(errors.of_http(error))
    allowed = getattr(error, "valid_methods", None)
    if allowed:
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _fault(error: Exception) -> Response:
    path = headers.shown(request.path)
    log.error("request failed", path=path, request=g.request_id, exc_info=error)
    return _response(errors.of_fault(g.request_id))


def _response(problem: Problem) -> Response:
    if request.path.startswith(_JSON):
        body = ErrorOut(error=ErrorBody(field=problem.field, message=problem.message))
        response = Response(msgspec.json.encode(body), mimetype="application/json")
    else:
        response = make_response(render_template("problem.html", problem=problem))
    response.status_code = problem.status
    return away(response) if problem.status == 503 else response
