"""The searcher of an application, and the one way in which views reach it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol, cast

from flask import Flask, current_app

from core import confirmation
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from matching.answer import SearchAnswer
from matching.request import Collection, SearchRequest
from matching.search import Searcher

_KEY = "partnernet"
_TODAY = "partnernet-today"


class Searching(Protocol):
    """What views need of :class:`matching.search.Searcher`."""

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Answer one search; raises BadRequest, EngineUnavailable, ModelMismatch."""

    def fitting(self, request: SearchRequest, id_: str) -> SearchAnswer:
        """Answer a search as if one document were all there is; raises what ``search`` raises."""

    def get(self, collection: Collection, id_: str) -> dict[str, Any]:
        """Return one document; raises NotFound, EngineUnavailable."""


def searcher_of(settings: Settings, url: str) -> Searcher:
    """Connect to the engine at ``url`` and load the embedding model of ``settings``."""
    return Searcher(Engine.connect(settings, url), embedding.load(settings.embedding))


def install(app: Flask, searcher: Searching, today: Callable[[], date]) -> None:
    """Let the views of ``app`` search with ``searcher``, on the day that ``today`` tells."""
    app.extensions[_KEY] = searcher
    app.extensions[_TODAY] = today


def searcher() -> Searching:
    """Return the searcher of the current application."""
    return cast(Searching, current_app.extensions[_KEY])


def unconfirmed_since(newest: str | None) -> str | None:
    """Return the state ``newest`` of an entry's sources where it is too old to be relied on."""
    return confirmation.unconfirmed_since(newest, current_app.extensions[_TODAY]())
