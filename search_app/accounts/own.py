"""A person's own account: another password."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from search_app import service
from search_app.accounts import login, sessions, words
from search_app.accounts.guard import needs, person
from search_app.errors import Problem
from store import logins, passwords
from store.logins import LoginThrottled
from store.refusals import Refused
from store.roles import Right
from store.users import User


def register(accounts: Blueprint) -> None:
    """Add the page."""
    accounts.route("/account", methods=["GET", "POST"], endpoint="account")(account)


@needs(Right.ACCOUNT)
def account() -> Response:
    """Show the account; set another password, with which sessions elsewhere end."""
    user = person()
    assert user is not None  # guarded
    return _change(user) if request.method == "POST" else _page()


def _change(user: User) -> Response:
    try:
        changed = logins.change_password(
            service.store(),
            user,
            current=request.form.get("current", ""),
            new=request.form.get("password", ""),
            address=request.remote_addr or "",
            key=login.throttle_key(),
        )
    except Refused as refused:
        return _page(words.problem(refused))
    except LoginThrottled as refused:
        return _page(login.refusal(refused))
    sessions.begin(changed)
    return redirect(url_for("accounts.account", changed="yes"), 303)  # type: ignore[return-value]


def _page(problem: Problem | None = None) -> Response:
    page = render_template(
        "accounts/own.html",
        changed=request.args.get("changed") == "yes",
        shortest=passwords.SHORTEST,
        problems=(problem,) if problem else (),
    )
    return make_response(page, problem.status if problem else 200)
