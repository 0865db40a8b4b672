"""Logging in and out."""

import re

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from search_app import service
from search_app.accounts import sessions
from search_app.catalogues import LANGUAGES
from search_app.errors import Problem
from search_app.texts import gettext, ngettext
from store import logins
from store.logins import LoginRefused, LoginThrottled
from store.roles import Right
from store.users import User

THROTTLE_KEY = "PARTNERNET_THROTTLE_KEY"
"""Name in the application's configuration of the key that hides who failed to log in."""
_OWN_PAGE = re.compile(rf"/({'|'.join(LANGUAGES)})/[^\\\x00-\x20\x7f]*")
"""A path of this service's pages: with a language first it can be no other host's address."""


def register(accounts: Blueprint) -> None:
    """Add the pages."""
    accounts.route("/login", methods=["GET", "POST"], endpoint="login")(login)
    accounts.post("/logout", endpoint="logout")(log_out)


def login() -> Response:
    """Show the form; check what it sends and lead to where the person wanted to go."""
    if sessions.person():
        return redirect(_where_to(), 303)  # type: ignore[return-value]
    return _log_in() if request.method == "POST" else _page()


def _log_in() -> Response:
    try:
        user = logins.log_in(
            service.store(),
            email=request.form.get("email", ""),
            password=request.form.get("password", ""),
            address=request.remote_addr or "",
            key=throttle_key(),
        )
    except LoginRefused as refused:
        return _page(refusal(refused))
    return began(user)


def began(user: User) -> Response:
    """Begin a session and lead to where the person wanted to go."""
    sessions.begin(user)
    return redirect(_where_to(), 303)  # type: ignore[return-value]


def log_out() -> Response:
    """End the session and lead to the search."""
    sessions.end()
    return redirect(url_for("pages.organisations"), 303)  # type: ignore[return-value]


def throttle_key() -> bytes:
    """Return the key that hides who failed to log in."""
    key: bytes = current_app.config[THROTTLE_KEY]
    return key


def refusal(refused: LoginRefused) -> Problem:
    """Say that nobody was logged in, and no more than that."""
    if isinstance(refused, LoginThrottled):
        message = ngettext(
            "Too many attempts failed. Please try again in a minute.",
            "Too many attempts failed. Please try again in %(number)s minutes.",
            refused.minutes,
        ) % {"number": refused.minutes}
        return Problem(status=429, message=message)
    return Problem(status=400, message=gettext("E-mail address or password is wrong."))


def _page(problem: Problem | None = None) -> Response:
    page = render_template(
        "accounts/login.html",
        problems=(problem,) if problem else (),
        email=request.form.get("email", ""),
        next=request.values.get("next", ""),
    )
    return make_response(page, problem.status if problem else 200)


def home() -> str:
    """Return the endpoint where who is logged in begins."""
    known = sessions.person()
    return "house.start" if known and known.may(Right.WATCHES) else "admin.overview"


def _where_to() -> str:
    """Return the page that was wanted, if it is one of ours, else where the person begins."""
    wanted = request.values.get("next", "")
    return wanted if _OWN_PAGE.fullmatch(wanted) else url_for(home())
