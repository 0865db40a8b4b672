"""Saving a search from its result page, and changing one that is saved."""

from dataclasses import dataclass
from typing import cast

import msgspec
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for

from core.errors import BadRequest, EngineUnavailable, ModelMismatch, QueryRefused
from matching.request import Collection, SearchRequest
from operations.alerts import saving
from operations.alerts.saving import Foreseen
from operations.alerts.stored import request_of
from search_app import errors, links, service
from search_app.accounts import actor, needs, person
from search_app.errors import Problem
from search_app.house import watch_searches, watch_words
from search_app.house.own import own_house
from search_app.texts import gettext
from store import watches
from store.roles import Right
from store.watches import Rhythm, Watch

_NUMBER = "<int(max=2147483647):number>"
_USUAL: Rhythm = "daily"


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What became of asking a search before it is saved."""

    foreseen: Foreseen | None = None
    problem: Problem | None = None
    """Why it cannot be saved as it is."""
    away: str = ""
    """Why nothing can be told of it now, where it can be saved all the same."""


def register(house: Blueprint) -> None:
    """Add the pages."""
    house.route("/watches/new", methods=["GET", "POST"], endpoint="new_watch")(new)
    house.route(f"/watches/{_NUMBER}/edit", methods=["GET", "POST"], endpoint="edit_watch")(edit)


@needs(Right.WATCHES)
def new() -> Response:
    """Show what the search of the address finds and would report; save it under a name."""
    try:
        asked = watch_searches.given(_collection(), request.args.items(multi=True), own_house())
    except BadRequest as error:
        return _answer("house/watch_refused.html", watch_words.problem(error))
    return _save(asked) if request.method == "POST" else _offer(asked)


@needs(Right.WATCHES)
def edit(number: int) -> Response:
    """Change name, rhythm and search. Raises NotFound."""
    watch = watches.one(service.store(), own_house(), number)
    return _change(watch) if request.method == "POST" else _edit(watch)


def _save(asked: SearchRequest) -> Response:
    refused = tried(asked, telling=False).problem
    if refused:
        return _offer(asked, refused)
    known = person()
    try:
        made = saving.save(
            service.store(),
            own_house(),
            request.form.get("name", ""),
            asked,
            owner=known.id if known else None,
            rhythm=_rhythm(),
            author=actor(),
        )
    except BadRequest as error:
        return _offer(asked, watch_words.problem(error))
    return _to(made, said="saved")


def _change(watch: Watch) -> Response:
    try:
        asked = watch_searches.from_link(request.form.get("link", ""), own_house())
        refused = tried(asked, telling=False).problem
        if refused:
            return _edit(watch, refused)
        saving.change(
            service.store(),
            own_house(),
            watch.id,
            name=request.form.get("name", ""),
            rhythm=_rhythm(),
            request=asked,
            author=actor(),
        )
    except BadRequest as error:
        return _edit(watch, watch_words.problem(error))
    return _to(watch, said="changed")


def tried(asked: SearchRequest, *, telling: bool = True) -> Tried:
    """Ask a search: whether it can be asked at all, and, where ``telling``, what it would report.

    While OpenSearch is away it can be saved all the same; what it finds is then not known.
    """
    searcher = service.searcher()
    try:
        if telling:
            return Tried(foreseen=saving.foresee(service.store(), searcher, asked))
        searcher.search(asked)
    except BadRequest as error:
        return Tried(problem=errors.of_expected(error))
    except QueryRefused:
        message = gettext(
            "The search cannot ask this as it stands. Take away a word or a filter and save it "
            "then."
        )
        return Tried(problem=Problem(status=400, message=message))
    except (EngineUnavailable, ModelMismatch):
        return Tried(
            away=gettext(
                "The search is away for the moment, so what this finds cannot be told. You can "
                "save it all the same."
            )
        )
    return Tried()


def _at(problem: Problem | None, field: str | None) -> Problem | None:
    """Return a problem at ``field`` where its own is none of the form's."""
    if problem is None or problem.field in ("name", "rhythm", "link"):
        return problem
    return msgspec.structs.replace(problem, field=field)


def _offer(asked: SearchRequest, problem: Problem | None = None) -> Response:
    told = tried(asked)
    return _answer(
        "house/watch_new.html",
        _at(problem or told.problem, None),
        tried=told,
        action=links.to_save(asked),
        told=watch_searches.told(asked),
        name=request.form.get("name", watch_searches.name_of(asked)),
        rhythm=request.form.get("rhythm", _USUAL),
        left=watches.left(service.store(), own_house()),
        results=links.to(asked),
    )


def _edit(watch: Watch, problem: Problem | None = None) -> Response:
    return _answer(
        "house/watch_edit.html",
        _at(problem, "link"),
        watch=watch,
        results=_whole_link(watch),
        name=request.form.get("name", watch.name),
        rhythm=request.form.get("rhythm", watch.rhythm),
        link=request.form.get("link", _whole_link(watch)),
    )


def _whole_link(watch: Watch) -> str:
    """Return the address of the results as a browser shows it; nothing for one that is spoilt."""
    try:
        return links.to_send(links.to(request_of(watch)))
    except BadRequest:
        return ""


def _collection() -> Collection:
    """Return what is searched; organisations, as on the pages, where the address does not say."""
    return "offers" if request.args.get("in") == "offers" else "organisations"


def _rhythm() -> Rhythm:
    """Return the rhythm that was chosen; the store refuses what is none."""
    return cast(Rhythm, request.form.get("rhythm", ""))


def _answer(template: str, problem: Problem | None, **values: object) -> Response:
    page = render_template(
        template,
        problems=(problem,) if problem else (),
        rhythms=watch_words.rhythms(),
        here="house.watches",
        **values,
    )
    return make_response(page, problem.status if problem else 200)


def _to(watch: Watch, *, said: str) -> Response:
    return make_response(redirect(url_for("house.watch", number=watch.id, said=said), 303))
