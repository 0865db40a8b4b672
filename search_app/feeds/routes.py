"""The addresses of feeds: who asks, in which language, and whether it has changed since."""

import hashlib
from datetime import datetime

from flask import Blueprint, Response, current_app, request

from core.errors import BadRequest
from search_app import service
from search_app.accounts import login
from search_app.feeds import atom, calendar, gathering
from search_app.language import answer_in
from search_app.texts import gettext
from store import feeds as addresses
from store import watches
from store.feeds import Reader, Throttled

KEY = "PARTNERNET_FEEDS_KEY"
"""Name in the application's configuration of the key that addresses of feeds follow from."""

feeds = Blueprint("feeds", __name__, url_prefix="/feeds/<token>")


@feeds.get("/alerts.atom", endpoint="alerts")
def alerts(token: str) -> Response:
    """Answer the newest alerts of the house, or of the one saved search that ``watch`` names."""
    reader = _reader(token)
    watch = _watch(reader)
    entries = gathering.alerts(reader.house, watch)
    updated = entries[0].updated if entries else reader.house.created
    body = atom.feed(reader.house, watch, entries, updated)
    return _answer(body, "application/atom+xml", updated)


@feeds.get("/events.ics", endpoint="events")
def events(token: str) -> Response:
    """Answer the events that saved searches of the house reported, as a calendar."""
    reader = _reader(token)
    found = gathering.events(reader.house, _watch(reader))
    updated = max((one.updated for one in found), default=reader.house.created)
    return _answer(calendar.of(reader.house, found), "text/calendar", updated)


@feeds.errorhandler(Throttled)
def throttled(error: Throttled) -> Response:
    """Say that too many addresses were guessed, and when to ask again."""
    response = Response(
        gettext("Too many addresses of feeds were wrong. Please ask again later.") + "\n",
        status=429,
        mimetype="text/plain",
    )
    response.headers["Retry-After"] = str(error.seconds)
    response.headers["Cache-Control"] = "no-store"
    return response


def key() -> bytes:
    """Return the key that addresses of feeds follow from."""
    found: bytes = current_app.config[KEY]
    return found


def _reader(token: str) -> Reader:
    """Return whose feed it is, and answer in that language. Raises NotFound, Throttled."""
    found = addresses.reader(
        service.store(),
        key(),
        token,
        address=request.remote_addr or "",
        throttle_key=login.throttle_key(),
    )
    answer_in(found.user.language)
    return found


def _watch(reader: Reader) -> watches.Watch | None:
    """Return the saved search that is asked for. Raises NotFound where the house has none such."""
    wanted = request.args.get("watch")
    if wanted is None:
        return None
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise BadRequest(gettext("The number of the saved search is no number."), "watch")
    return watches.one(service.store(), reader.house, int(wanted))


def _answer(body: bytes, mimetype: str, updated: str) -> Response:
    """Answer ``body``, or that it is as it was.

    Programs ask each time, since what was blocked must not be shown from what they kept; and the
    tag is of what is said, not of when: it may lose an entry without being newer.
    """
    response = Response(body, content_type=f"{mimetype}; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.last_modified = datetime.fromisoformat(updated)
    response.set_etag(hashlib.blake2b(body, digest_size=16).hexdigest())
    response.make_conditional(request)
    return response
