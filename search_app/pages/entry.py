"""Addresses without a language: they lead to the one that the browser prefers."""

from flask import Blueprint, Response, redirect, request

from search_app.language import answered_in

entry = Blueprint("entry", __name__)


@entry.get("/")
@entry.get("/offers")
@entry.get("/organisations/<anything:rest>")
@entry.get("/offers/<anything:rest>")
def language(rest: str = "") -> Response:  # noqa: ARG001 - the path is taken as it came
    """Redirect to the same page with a language, keeping the query as it is."""
    # Only the path of this very service: a location never starts with two slashes.
    here = request.full_path if request.query_string else request.path
    return redirect(f"/{answered_in()}{here}")  # type: ignore[return-value]  # werkzeug's base class
