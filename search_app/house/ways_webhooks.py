"""Webhooks of a house: managers add, try, pause and delete them, and see what arrived."""

import secrets

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

from core import keys
from core.errors import BadRequest
from operations.webhooks import delivering, payload
from operations.webhooks.sending import NotArrived, Sender
from search_app import service
from search_app.accounts import actor, needs
from search_app.errors import Problem
from search_app.house import ways, ways_words
from search_app.house.own import own_house
from search_app.texts import gettext
from store import deliveries, webhooks
from store.roles import Right
from store.webhooks import Webhook

SENDER = "partnernet-webhook-sender"
"""Name in the application's extensions of what sends; where there is none, the service's own."""
_ONE = "/ways/webhooks/<int(max=2147483647):number>"


def register(house: Blueprint) -> None:
    """Add the pages."""
    house.post("/ways/webhooks", endpoint="add_webhook")(add)
    house.get(_ONE, endpoint="webhook")(webhook)
    house.post(f"{_ONE}/test", endpoint="test_webhook")(test)
    house.post(f"{_ONE}/key", endpoint="renew_webhook")(renew)
    house.post(f"{_ONE}/pause", endpoint="pause_webhook")(pause)
    house.post(f"{_ONE}/resume", endpoint="resume_webhook")(resume)
    house.post(f"{_ONE}/delete", endpoint="delete_webhook")(delete)


@needs(Right.WEBHOOKS)
def add() -> Response:
    """Add a webhook and show its key this once."""
    house = own_house()
    try:
        url = request.form.get("url", "").strip()
        _sender().guard.target(url)
        language = request.form.get("language", "")
        made = webhooks.add(service.store(), house, url=url, language=language, author=actor())
    except BadRequest as error:
        return ways.page(ways_words.refused(error))
    return _with_key(made)


@needs(Right.WEBHOOKS)
def webhook(number: int) -> Response:
    """Show one, and what became of the last posts. Raises NotFound."""
    return _page(webhooks.one(service.store(), own_house(), number))


@needs(Right.WEBHOOKS)
def test(number: int) -> Response:
    """Post something that shows that posts arrive, and say what came of it. Raises NotFound."""
    found = webhooks.one(service.store(), own_house(), number)
    message = f"test_{secrets.token_hex(16)}"
    try:
        delivering.send(_sender(), _key(), found, message, payload.of_test(found))
    except NotArrived as error:
        reason = ways_words.failure(str(error))
        return _page(found, Problem(status=400, message=reason))
    return _page(found, done=gettext("The test arrived."))


@needs(Right.WEBHOOKS)
def renew(number: int) -> Response:
    """Make another key and show it this once. Raises NotFound."""
    return _with_key(webhooks.renew(service.store(), own_house(), number, author=actor()))


@needs(Right.WEBHOOKS)
def pause(number: int) -> Response:
    """Post nothing to it for a while. Raises NotFound."""
    webhooks.pause(service.store(), own_house(), number, author=actor())
    return _to(number)


@needs(Right.WEBHOOKS)
def resume(number: int) -> Response:
    """Post to it again. Raises NotFound."""
    webhooks.resume(service.store(), own_house(), number, author=actor())
    return _to(number)


@needs(Right.WEBHOOKS)
def delete(number: int) -> Response:
    """Delete it, with what waits for it. Raises NotFound."""
    webhooks.delete(service.store(), own_house(), number, author=actor())
    return redirect(url_for("house.ways"), 303)  # type: ignore[return-value]


def _page(found: Webhook, problem: Problem | None = None, done: str = "") -> Response:
    shown = render_template(
        "house/ways_webhook.html",
        webhook=found,
        deliveries=deliveries.last(service.store(), found),
        columns=ways_words.columns(),
        done=done,
        problems=(problem,) if problem else (),
        here="house.ways",
    )
    return make_response(shown, problem.status if problem else 200)


def _with_key(made: Webhook) -> Response:
    """Show a key. It is in this answer alone, so there is no address to come back to."""
    secret = webhooks.secret(_key(), made)
    shown = render_template("house/ways_key.html", webhook=made, secret=secret, here="house.ways")
    return make_response(shown)


def _to(number: int) -> Response:
    return redirect(url_for("house.webhook", number=number), 303)  # type: ignore[return-value]


def _sender() -> Sender:
    sender: Sender = current_app.extensions.get(SENDER) or Sender()
    return sender


def _key() -> bytes:
    return keys.webhooks_key(service.settings())
