"""An alert is answered from a mail: useful, or it does not fit, because."""

from typing import cast

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from core.errors import BadRequest, NotFound
from operations.mail import journal
from search_app import service
from search_app.errors import Problem
from search_app.from_mail import addresses
from search_app.house import watch_words
from store import members, users, verdicts, watches
from store.alerts import Alert, Verdict
from store.houses import House
from store.users import User

_SAID = ("useful", "unfit")


def register(from_mail: Blueprint) -> None:
    """Add the page."""
    from_mail.get("/alerts/<token>", endpoint="verdict")(page)
    from_mail.post("/alerts/<token>", endpoint="say")(say)


def page(token: str) -> Response:
    """Show the form with the answer that the link stands for; nothing is kept yet."""
    _, _, alert = _meant(token)
    return _page(token, alert, request.args.get("said", ""))


def say(token: str) -> Response:
    """Keep the answer."""
    user, house, alert = _meant(token)
    said = request.form.get("verdict", "")
    reason = request.form.get("reason", "")
    try:
        if said not in _SAID:
            raise BadRequest("An alert is useful or unfit.", "verdict")
        verdicts.verdict(
            service.store(), house, alert.id, cast(Verdict, said), reason, author=user.email
        )
    except BadRequest as error:
        return _page(token, alert, said, watch_words.problem(error))
    return make_response(redirect(url_for("from_mail.verdict", token=token, kept="yes"), 303))


def _meant(token: str) -> tuple[User, House, Alert]:
    """Return whose answer to what is meant. Raises NotFound where there is no such alert now."""
    asked = addresses.answer_of(token)
    store = service.store()
    user = users.one(store, asked.user)
    house = members.house_of(store, user.id)
    if house is None or house.closed or user.disabled:
        raise NotFound("This account answers no alerts any more.")
    alert = verdicts.one(store, house, asked.alert)
    watch = watches.one(store, house, alert.watch)
    if journal.line(user.email, watch, alert) != asked.about:
        raise NotFound("The alert of this link is not kept any more.")
    return user, house, alert


def _page(token: str, alert: Alert, said: str, problem: Problem | None = None) -> Response:
    shown = render_template(
        "from_mail/verdict.html",
        token=token,
        alert=alert,
        said=said if said in _SAID else alert.verdict or "useful",
        kept=request.args.get("kept") == "yes",
        reason=request.form.get("reason", alert.verdict_reason),
        problems=(problem,) if problem else (),
    )
    return _private(make_response(shown, problem.status if problem else 200))


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
