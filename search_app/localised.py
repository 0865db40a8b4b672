"""Blueprints whose addresses begin with the language of the page."""

from typing import Any

from flask import Blueprint

from search_app.catalogues import LANGUAGES
from search_app.language import answered_in


def blueprint(name: str, import_name: str, below: str = "") -> Blueprint:
    """Return a blueprint under ``/<language><below>``; its links stay in the page's language."""
    made = Blueprint(name, import_name, url_prefix=f"/<any({', '.join(LANGUAGES)}):ui>{below}")
    made.url_value_preprocessor(_take_language)
    made.url_defaults(_keep_language)
    return made


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """The path's language is read by search_app.language; views need not know it."""
    if values:
        values.pop("ui", None)


def _keep_language(_endpoint: str, values: dict[str, Any]) -> None:
    values.setdefault("ui", answered_in())
