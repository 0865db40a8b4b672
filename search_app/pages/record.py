"""The page of one organisation, and of one offer, request or event."""

from flask import Blueprint, render_template

from search_app import records


def register(pages: Blueprint) -> None:
    """Add the pages of records."""
    pages.get("/organisations/<anything:id>", endpoint="organisation")(organisation)
    pages.get("/offers/<anything:id>", endpoint="offer")(offer)


def organisation(id: str) -> str:
    """Show one organisation; raises NotFound, EngineUnavailable."""
    return render_template("organisation.html", record=records.organisation(id))


def offer(id: str) -> str:
    """Show one offer, request or event; raises NotFound, EngineUnavailable."""
    return render_template("offer.html", record=records.offer(id))
