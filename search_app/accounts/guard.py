"""Who may do what: the decorator for views, and the person's name for the store."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Response, abort, g, redirect, request, url_for

from search_app.accounts import sessions
from store.roles import Right
from store.users import User

P = ParamSpec("P")
R = TypeVar("R")

_API = "/api/"
_MARK = "needs_right"


def needs(right: Right) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Let a view answer only those whose role has ``right``.

    Others get the log-in page, which leads back; the API answers 401. Who is logged in without the
    right gets 403. Raises StoreUnavailable or StoreMismatch where the store cannot say who it is.
    """

    def guarded(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            known = person()
            if known is None:
                return _ask_to_log_in()
            if not known.may(right):
                abort(403)
            return view(*args, **kwargs)

        setattr(checked, _MARK, right)
        return checked

    return guarded


def required_right(view: object) -> Right | None:
    """Return the right that a view needs; None where everybody may see it."""
    found: Right | None = getattr(view, _MARK, None)
    return found


def person() -> User | None:
    """Return who is logged in, None for everybody else."""
    return sessions.person()


def actor() -> str:
    """Return the e-mail address of who is logged in: the author of what this request changes.

    For views that :func:`needs` guards; elsewhere it answers 401.
    """
    known = person()
    if known is None:
        abort(401)
    return known.email


def _ask_to_log_in() -> Response:
    if "store_away" in g:
        raise g.store_away
    if request.path.startswith(_API):
        abort(401)
    # What a form sent is lost anyway, and its address may not answer to GET.
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.login", next=back))  # type: ignore[return-value]
