"""Lets somebody set a password: by a mail where there is a mail server, else by a link to send."""

import secrets

from flask import Response, make_response, render_template, url_for

from operations import asking
from search_app import links, service
from search_app.accounts import actor
from store import invitations, mails
from store.refusals import Refused, Why
from store.users import User


def invite(user: User, template: str, here: str) -> Response:
    """Invite ``user`` and show how. Raises Refused where the account is disabled.

    A link to send is in this answer alone, so there is no address to come back to.
    """
    if service.settings().smtp_url is not None:
        _mail(user)
        return make_response(render_template(template, user=user, invitation=None, here=here))
    made = invitations.make(service.store(), user.id, author=actor())
    path = url_for("accounts.invitation", ui=user.language, key=made.secret)
    page = render_template(
        template, user=user, invitation=made, link=links.to_send(path), here=here
    )
    return make_response(page)


def _mail(user: User) -> None:
    """Queue the mail; it makes its own link, which replaces the one before."""
    if user.disabled:
        raise Refused(Why.DISABLED, f"{user.email} is disabled.", "user")
    store = service.store()
    with store.noting() as connection:
        mails.enqueue(
            connection,
            key=f"invitation:{user.id}:{secrets.token_hex(8)}",
            user=user.id,
            kind="invitation",
            arguments={"author": actor()},
        )
    asking.mails(service.settings(), store, author=actor())
