"""Shows the link with which somebody sets a password."""

from flask import Response, make_response, render_template, url_for

from search_app import links
from store.invitations import Invitation


def shown(template: str, invitation: Invitation, here: str) -> Response:
    """Show a link. It is in this answer alone, so there is no address to come back to."""
    path = url_for("accounts.invitation", ui=invitation.user.language, key=invitation.secret)
    link = links.to_send(path)
    return make_response(render_template(template, invitation=invitation, link=link, here=here))
