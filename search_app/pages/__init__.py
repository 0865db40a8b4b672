"""The pages: server-rendered, each in German, Czech and English under its own path."""

from apiflask import APIFlask

from core.settings import Settings
from search_app import localised
from search_app.pages import about, entry, parts, record, search, style


def register(app: APIFlask, settings: Settings) -> None:
    """Add the pages to ``app``; the page of examples only for development."""
    parts.register(app)
    pages = localised.blueprint("pages", __name__)
    search.register(pages)
    record.register(pages)
    about.register(pages)
    if settings.development:
        style.register(pages)
    app.register_blueprint(pages)
    app.register_blueprint(entry.entry)
