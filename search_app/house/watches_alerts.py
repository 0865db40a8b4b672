"""One saved search: what it reported and why, and what somebody says of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from core.errors import BadRequest, EngineUnavailable, ModelMismatch
from operations.alerts import telling
from operations.alerts.stored import request_of
from search_app import links, service
from search_app.accounts import actor, needs
from search_app.cards import Card, cards
from search_app.errors import Problem
from search_app.house import watch_numbers, watch_searches, watch_words
from search_app.house.own import own_house
from store import members, verdicts, watches
from store.alerts import Alert, Verdict
from store.roles import Right
from store.watches import Watch

_PAGE = 10
"""Alerts of a page: each is asked of the engine with its reasons, in some 20 ms."""
_NUMBER = "<int(max=2147483647):number>"


@dataclass(frozen=True, kw_only=True)
class Told:
    """An alert as it is shown."""

    alert: Alert
    card: Card | None
    """The thing as it is now; None where it is gone, blocked, fits no more, or cannot be asked."""
    is_new: bool
    """Nobody has marked it as seen or answered it."""


def register(house: Blueprint) -> None:
    """Add the pages."""
    house.get(f"/watches/{_NUMBER}", endpoint="watch")(watch)
    house.post(f"/watches/{_NUMBER}/seen", endpoint="see_alerts")(seen)
    house.post(f"/alerts/{_NUMBER}/verdict", endpoint="judge_alert")(say)


@needs(Right.WATCHES)
def watch(number: int) -> Response:
    """Show a saved search with what it reported. Raises NotFound."""
    return _page(watches.one(service.store(), own_house(), number))


@needs(Right.WATCHES)
def seen(number: int) -> Response:
    """Mark the alerts of a saved search as seen, as far as the form says. Raises NotFound."""
    to = watch_numbers.given("to") or 0
    verdicts.mark_seen(service.store(), own_house(), number, to=to)
    return make_response(redirect(url_for("house.watch", number=number), 303))


@needs(Right.WATCHES)
def say(number: int) -> Response:
    """Note whether an alert is useful, and why not. Raises NotFound."""
    said = cast(Verdict, request.form.get("verdict", ""))
    reason = request.form.get("reason", "")
    store, house = service.store(), own_house()
    try:
        alert = verdicts.verdict(store, house, number, said, reason, author=actor())
    except BadRequest as error:
        alert = verdicts.one(store, house, number)
        return _page(watches.one(store, house, alert.watch), watch_words.problem(error))
    back = url_for(
        "house.watch",
        number=alert.watch,
        before=watch_numbers.given("before"),
        _anchor=f"alert-{alert.id}",
    )
    return make_response(redirect(back, 303))


def _page(watch: Watch, problem: Problem | None = None) -> Response:
    store, house = service.store(), own_house()
    staff = members.of(store, house)
    found = verdicts.history(
        store, house, watch.id, before=watch_numbers.given("before"), limit=_PAGE + 1
    )
    told, trouble = _told(watch, found[:_PAGE], verdicts.seen_to(store, house, watch.id))
    page = render_template(
        "house/watch.html",
        watch=watch,
        counts=verdicts.counts(store, house).get(watch.id, verdicts.NOTHING),
        told=told,
        trouble=trouble,
        older=found[_PAGE - 1].id if len(found) > _PAGE else None,
        before=watch_numbers.given("before"),
        asked=_asked(watch),
        owner=next((one for one in staff if one.id == watch.owner), None),
        colleagues=[one for one in staff if one.id != watch.owner and not one.disabled],
        said=request.args.get("said", ""),
        problems=(problem,) if problem else (),
        here="house.watches",
    )
    return make_response(page, problem.status if problem else 200)


def _told(watch: Watch, alerts: Iterable[Alert], seen_to: int) -> tuple[list[Told], str]:
    """Return alerts as they are shown, and what is the matter where they cannot be asked."""
    shown, trouble = [], ""
    for alert in alerts:
        card = None
        if not trouble:
            try:
                card = _card(watch, alert)
            except (EngineUnavailable, ModelMismatch):
                trouble = "away"
            except BadRequest:
                trouble = "refused"
        is_new = alert.id > seen_to and not alert.verdict
        shown.append(Told(alert=alert, card=card, is_new=is_new))
    return shown, trouble


def _card(watch: Watch, alert: Alert) -> Card | None:
    answer = telling.answer_of(service.searcher(), watch, alert)
    return cards(answer, request_of(watch))[0] if answer else None


def _asked(watch: Watch) -> tuple[tuple[tuple[str, str], ...], str]:
    """Return what is searched for in words and its result page; nothing for one that is spoilt."""
    try:
        request = request_of(watch)
    except BadRequest:
        return (), ""
    return watch_searches.told(request), links.to(request)
