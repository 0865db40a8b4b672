"""The page that a link of an invitation leads to: there a person sets a password.

The link's secret is in the query, which neither the log nor the ``Referer`` of another host holds.
"""

from flask import Blueprint, Response, make_response, render_template, request

from search_app import service
from search_app.accounts import login, words
from search_app.errors import Problem
from store import invitations, passwords
from store.refusals import Refused, Why
from store.users import User


def register(accounts: Blueprint) -> None:
    """Add the page."""
    accounts.route("/invitation", methods=["GET", "POST"], endpoint="invitation")(invitation)


def invitation() -> Response:
    """Show the form, or that the link does not work; set the password that is sent.

    Looking at it does not use it up: programs that check mail for viruses look at links.
    """
    try:
        user = invitations.invited(service.store(), _secret())
    except Refused as refused:
        return _page(None, words.problem(refused))
    return _follow(user) if request.method == "POST" else _page(user)


def _follow(user: User) -> Response:
    opened, secret = service.store(), _secret()
    try:
        return login.began(invitations.follow(opened, secret, request.form.get("password", "")))
    except Refused as refused:
        gone = refused.why in (Why.LINK, Why.DISABLED)
        return _page(None if gone else user, words.problem(refused))


def _secret() -> str:
    return request.values.get("key", "")


def _page(user: User | None, problem: Problem | None = None) -> Response:
    page = render_template(
        "accounts/invitation.html",
        user=user,
        key=_secret(),
        shortest=passwords.SHORTEST,
        problems=(problem,) if problem else (),
    )
    return make_response(page, problem.status if problem else 200)
