"""What every response carries, and the one log line of every request."""

import re
import secrets
import time

import structlog
from apiflask import APIFlask
from flask import Response, g, request

from core import origin
from search_app.language import answered_in

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_REQUEST_ID = re.compile(r"[0-9A-Za-z_-]{8,64}")
_FEEDS = "/feeds/"

log = structlog.get_logger(__name__)


def register(app: APIFlask) -> None:
    """Number, time and log the requests of ``app``, and set headers on its responses."""
    app.before_request(_begin)
    app.after_request(_finish)
    app.teardown_request(_end)


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter()
    origin.begin(g.request_id)


def _finish(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Id"] = g.request_id
    if request.endpoint != "static":
        response.headers.setdefault("Content-Language", answered_in())
        response.vary.add("Accept-Language")
    # The path alone: what people search for is theirs, and may be a person's name.
    log.info(
        "request",
        method=request.method,
        path=shown(request.path),
        status=response.status_code,
        ms=round((time.perf_counter() - g.began) * 1000, 1),
    )
    return response


def shown(path: str) -> str:
    """Return a path without the secret that addresses of feeds hold, mistyped ones too."""
    return f"{_FEEDS}…" if path.startswith(_FEEDS) else path


def _end(_error: BaseException | None) -> None:
    origin.end()
