"""The page of one organisation, and of one offer, request or event."""

import msgspec
from flask import Blueprint, Response, render_template
from markupsafe import Markup

from core.errors import BadRequest
from matching.request import Collection
from search_app import links, records, words
from search_app.answering import moved
from search_app.service import searcher


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """How an entry fits the search that led to its page."""

    text: str
    """What was searched for."""
    reasons: tuple[words.Line, ...]
    missing: Markup


def register(pages: Blueprint) -> None:
    """Add the pages of records."""
    pages.get("/organisations/<anything:id>", endpoint="organisation")(organisation)
    pages.get("/offers/<anything:id>", endpoint="offer")(offer)


def organisation(id: str) -> str | Response:
    """Show one organisation, an alias leads to it; raises NotFound, EngineUnavailable."""
    record = records.organisation(id)
    if record.id != id:
        return moved(record.id)
    return render_template("organisation.html", record=record, fit=_fit("organisations", id))


def offer(id: str) -> str | Response:
    """Show one offer, request or event, an alias leads to it; raises NotFound,
    EngineUnavailable."""
    record = records.offer(id)
    if record.id != id:
        return moved(record.id)
    return render_template("offer.html", record=record, fit=_fit("offers", id))


def _fit(collection: Collection, id_: str) -> Fit | None:
    """Return how the entry fits the search that led here; None without one, or where it is no hit
    of it."""
    request = links.came_from(collection)
    if request is None or not request.text:
        return None
    try:
        answer = searcher().fitting(request, id_)
    except BadRequest:  # a link that somebody changed: the page is there without the reasons
        return None
    return next(
        (
            Fit(
                text=request.text,
                reasons=words.lines(match.reasons, answer.language, collection),
                missing=words.missing(match.missing, answer.language),
            )
            for match in answer.matches
        ),
        None,
    )
