"""The page of one organisation, and of one offer, request or event."""

from flask import Blueprint, Response, render_template

from search_app import records
from search_app.answering import moved


def register(pages: Blueprint) -> None:
    """Add the pages of records."""
    pages.get("/organisations/<anything:id>", endpoint="organisation")(organisation)
    pages.get("/offers/<anything:id>", endpoint="offer")(offer)


def organisation(id: str) -> str | Response:
    """Show one organisation, an alias leads to it; raises NotFound, EngineUnavailable."""
    record = records.organisation(id)
    return (
        render_template("organisation.html", record=record) if record.id == id else moved(record.id)
    )


def offer(id: str) -> str:
    """Show one offer, request or event; raises NotFound, EngineUnavailable."""
    return render_template("offer.html", record=records.offer(id))
