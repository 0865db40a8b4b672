"""The pages: server-rendered, each in German, Czech and English under its own path."""

from apiflask import APIFlask
from flask import Blueprint

from core.settings import Settings
from search_app.catalogues import LANGUAGES
from search_app.language import answered_in
from search_app.pages import about, entry, parts, record, search, style


def register(app: APIFlask, settings: Settings) -> None:
    """Add the pages to ``app``; the page of examples only for development."""
    parts.register(app)
    pages = Blueprint("pages", __name__, url_prefix=f"/<any({', '.join(LANGUAGES)}):ui>")
    pages.url_value_preprocessor(_take_language)
    pages.url_defaults(_keep_language)
    search.register(pages)
    record.register(pages)
    about.register(pages)
    if settings.development:
        style.register(pages)
    app.register_blueprint(pages)
    app.register_blueprint(entry.entry)


def _take_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """The path's language is read by search_app.language; views need not know it."""
    if values:
        values.pop("ui", None)


def _keep_language(_endpoint: str, values: dict[str, str]) -> None:
    values.setdefault("ui", answered_in())
