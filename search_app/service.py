"""Searcher and store of an application, and the one way in which views reach them."""

import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cache
from typing import Any, Protocol, cast

from flask import Flask, current_app

import store as relational_store
from core import confirmation
from core.settings import Settings
from engine import embedding
from engine.client import Engine
from engine.embedding import Embedder
from matching.answer import SearchAnswer
from matching.request import Collection, SearchRequest
from matching.search import Searcher
from store import Store

_KEY = "partnernet"
_TODAY = "partnernet-today"
_STORE = "partnernet-store"
_SETTINGS = "partnernet-settings"
_ENGINE = "partnernet-engine"


class Searching(Protocol):
    """What views need of :class:`matching.search.Searcher`."""

    def search(self, request: SearchRequest) -> SearchAnswer:
        """Answer one search; raises BadRequest, EngineUnavailable, ModelMismatch."""

    def fitting(self, request: SearchRequest, id_: str) -> SearchAnswer:
        """Answer a search as if one document were all there is; raises what ``search`` raises."""

    def among(self, request: SearchRequest, ids: Sequence[str]) -> frozenset[str]:
        """Return those of some documents that a search finds; raises what ``search`` raises."""

    def get(self, collection: Collection, id_: str) -> dict[str, Any]:
        """Return one document; raises NotFound, EngineUnavailable."""


def searcher_of(settings: Settings, url: str) -> Searcher:
    """Connect to the engine at ``url`` and load the embedding model of ``settings``."""
    return Searcher(Engine.connect(settings, url), model(settings.embedding))


@cache
def model(name: str) -> Embedder:
    """Return the embedding model, loaded once in a process for all who need it.

    Raises SettingsError where it cannot be loaded.
    """
    return embedding.load(name)


class _OpenedOnce:
    """The store, opened when it is first asked for: searching needs none, and goes on without."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stack = ExitStack()
        self._lock = threading.Lock()
        self._store: Store | None = None
        # When the application goes, or the process ends.
        weakref.finalize(self, self._stack.close)

    def get(self) -> Store:
        """Return the store; raises what :func:`store.opened` raises, and tries anew then."""
        with self._lock:
            if self._store is None:
                self._store = self._stack.enter_context(relational_store.opened(self._settings))
            return self._store


def install(app: Flask, settings: Settings, searcher: Searching, today: Callable[[], date]) -> None:
    """Let the views of ``app`` search with ``searcher``, on the day that ``today`` tells, and reach
    the store of ``settings``."""
    app.extensions[_KEY] = searcher
    app.extensions[_TODAY] = today
    app.extensions[_STORE] = _OpenedOnce(settings)


def install_engine(app: Flask, settings: Settings, url: str) -> None:
    """Let the views of the administration look at the engine at ``url``; nothing is sent yet."""
    app.extensions[_SETTINGS] = settings
    app.extensions[_ENGINE] = Engine.connect(settings, url)


def settings() -> Settings:
    """Return the settings of the current application."""
    return cast(Settings, current_app.extensions[_SETTINGS])


def engine() -> Engine:
    """Return the engine that the current application searches."""
    return cast(Engine, current_app.extensions[_ENGINE])


def embedder() -> Embedder:
    """Return the embedding model of the current application, loaded when it is first asked for."""
    return _loaded(settings().embedding)


@cache
def _loaded(name: str) -> Embedder:
    return embedding.load(name)


def searcher() -> Searching:
    """Return the searcher of the current application."""
    return cast(Searching, current_app.extensions[_KEY])


def opener(app: Flask) -> Callable[[], Store]:
    """Return what gives the open store of ``app``, outside of its requests too."""
    return cast(_OpenedOnce, app.extensions[_STORE]).get


def store() -> Store:
    """Return the open store of the current application.

    Raises StoreUnavailable, StoreMismatch, SettingsError where it cannot be opened.
    """
    return cast(_OpenedOnce, current_app.extensions[_STORE]).get()


def unconfirmed_since(newest: str | None) -> str | None:
    """Return the state ``newest`` of an entry's sources where it is too old to be relied on."""
    return confirmation.unconfirmed_since(newest, current_app.extensions[_TODAY]())
