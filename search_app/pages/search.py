"""The two search pages: organisations, and offers with requests and events."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from flask import Blueprint, Response, make_response, render_template, request
from marshmallow import EXCLUDE, ValidationError
from werkzeug.datastructures import MultiDict

from core.errors import BadRequest, EngineUnavailable, ModelMismatch
from matching.answer import SearchAnswer
from matching.request import Collection, SearchRequest
from operations.alerts import saving
from search_app import asked, errors, parameters
from search_app.answering import away
from search_app.cards import cards
from search_app.errors import Problem
from search_app.service import searcher


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a search: an answer, or problems."""

    wanted: SearchRequest
    answer: SearchAnswer | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> int:
        """HTTP status of the page."""
        return self.problems[0].status if self.problems else 200


def register(pages: Blueprint) -> None:
    """Add the search pages."""
    pages.get("/", endpoint="organisations")(organisations)
    pages.get("/offers", endpoint="offers")(offers)


def organisations() -> Response:
    """Show the search for organisations."""
    return _page("organisations")


def offers() -> Response:
    """Show the search for offers, requests and events."""
    return _page("offers")


def _page(collection: Collection) -> Response:
    given = _first_of_each(request.args)
    outcome = _search(collection, given)
    page = render_template(
        "search.html",
        collection=collection,
        wanted=outcome.wanted,
        given=given,
        answer=outcome.answer,
        cards=cards(outcome.answer, outcome.wanted) if outcome.answer else [],
        problems=outcome.problems,
        can_be_saved=saving.can_be_saved(outcome.wanted),
        started=bool(request.args),
    )
    response = make_response(page, outcome.status)
    return away(response) if outcome.status == 503 else response


def _first_of_each(args: MultiDict[str, str]) -> MultiDict[str, str]:
    """Return what was given but for empty fields, which a form sends too, and repetitions."""
    kept = [
        (name, value)
        for name, values in args.lists()
        for value in (values if name == "without" else values[:1])
        if value
    ]
    return MultiDict(kept)


def _search(collection: Collection, given: MultiDict[str, str]) -> Outcome:
    schema = parameters.SCHEMAS[collection](unknown=EXCLUDE)
    try:
        wanted: SearchRequest = schema.load(given)
    except ValidationError as error:
        wrong = error.normalized_messages()  # type: ignore[no-untyped-call]
        return Outcome(
            wanted=_as_far_as_valid(schema, given, wrong),
            problems=errors.of_validation(wrong),
        )
    try:
        answer = searcher().search(wanted)
    except (BadRequest, EngineUnavailable, ModelMismatch) as error:
        return Outcome(wanted=wanted, problems=(errors.of_expected(error),))
    asked.note(wanted, answer)
    return Outcome(wanted=wanted, answer=answer)


def _as_far_as_valid(
    schema: parameters.SearchParameters, given: MultiDict[str, str], wrong: Mapping[str, Any]
) -> SearchRequest:
    """Return the search without what is wrong, so that links on the page keep the rest."""
    names: Sequence[str] = [name for name in given if name not in wrong]
    rest = MultiDict((name, value) for name in names for value in given.getlist(name))
    wanted: SearchRequest = schema.load(rest)
    return wanted
