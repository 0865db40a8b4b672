"""What the service is and where its data come from, and the description of the API for people."""

from flask import Blueprint, current_app, render_template


def register(pages: Blueprint) -> None:
    """Add the pages that explain."""
    pages.get("/about", endpoint="about")(about)
    pages.get("/api", endpoint="api")(api)


def about() -> str:
    """Show what the service does with data and with searches."""
    return render_template("about.html")


def api() -> str:
    """Show the generated OpenAPI description, without anything from another host."""
    return render_template("api.html", spec=current_app.spec)  # type: ignore[attr-defined]
