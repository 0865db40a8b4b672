"""Who is logged in: a signed cookie that names account, session number and times.

The store is asked at each request that needs to know: a session ends when its account is disabled,
gets another password, or ends its sessions, and not only when the cookie does.
"""

import time
from datetime import timedelta
from typing import Any

import flask_login
import structlog
from flask import Flask, g, request, session
from flask.sessions import SecureCookieSessionInterface

import store
from core.errors import NotFound, StoreMismatch, StoreUnavailable
from search_app import service
from store.users import User

IDLE = timedelta(hours=1)
"""Of no use at all; NIST SP 800-63B-4, 2.2.3 names an hour for the second level of assurance. A
progress page that is open asks all the time, so it counts as use."""
ABSOLUTE = timedelta(hours=12)
"""From the log-in on, whatever is done: a working day. The same section allows 24 hours."""
_SEEN_AGAIN = 60.0
"""Seconds after which use is noted again, so that not every answer sets a cookie."""

log = structlog.get_logger(__name__)


class _Cookie(SecureCookieSessionInterface):
    """A session cookie that is kept to encrypted connections where this one is."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - the request decides
        """Return whether the request came over https, by way of the trusted proxies."""
        return request.is_secure


class _Login(flask_login.UserMixin):  # type: ignore[misc]  # publishes no types
    """An account as Flask-Login wants it."""

    def __init__(self, user: User) -> None:
        self.user = user

    def get_id(self) -> str:
        """Return what the cookie names: account and session number."""
        return f"{self.user.id}.{self.user.sessions}"


def register(app: Flask) -> None:
    """Give ``app`` its session cookie and read from it who is logged in."""
    app.session_interface = _Cookie()
    app.config.update(
        SESSION_COOKIE_NAME="partnernet",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=ABSOLUTE,
    )
    # A person's address may change with the train; the session's number is what is checked.
    manager = flask_login.LoginManager()
    manager.session_protection = None
    manager.user_loader(_load)
    manager.init_app(app)


def begin(user: User) -> None:
    """Log ``user`` in; nothing of the session before is taken over."""
    session.clear()
    moment = time.time()
    session.update(began=moment, seen=moment)
    flask_login.login_user(_Login(user))
    log.info("logged in", user=user.id)


def end() -> None:
    """Log out, and forget the session."""
    flask_login.logout_user()
    session.clear()


def person() -> User | None:
    """Return who is logged in; None for everybody else, and where the store cannot say."""
    known = flask_login.current_user
    if not isinstance(known._get_current_object(), _Login):
        return None
    g.is_personal = True
    user: User = known.user
    return user


def _load(named: str) -> _Login | None:
    """Return the account of a cookie; None where its session has ended, and while nobody can say.

    Then pages that need nobody go on, and guard.needs tells what is the matter.
    """
    try:
        user = _current(named)
    except (StoreUnavailable, StoreMismatch) as error:
        g.store_away = error
        return None
    if user is None:
        session.clear()
    return _Login(user) if user else None


def _current(named: str) -> User | None:
    number, _, sessions = named.partition(".")
    if not _is_fresh(session.get("began"), session.get("seen")):
        return None
    try:
        user = store.users.one(service.store(), int(number))
    except NotFound:
        return None
    return user if user.disabled is None and str(user.sessions) == sessions else None


def _is_fresh(began: Any, seen: Any) -> bool:
    if not isinstance(began, float) or not isinstance(seen, float):
        return False
    moment = time.time()
    if moment - began > ABSOLUTE.total_seconds() or moment - seen > IDLE.total_seconds():
        return False
    if moment - seen > _SEEN_AGAIN:
        session["seen"] = moment
    return True
