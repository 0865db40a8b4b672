"""What a searcher knows of the index versions that it searches.

A version is looked at once, when it is met first: whether it was built with the model that queries
are embedded with, and with which changes of the language data.
"""

from collections.abc import Collection, Mapping

import msgspec

from analyzers.overlay import NOTHING, Overlay
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder


class _Version(msgspec.Struct, frozen=True):
    name: str
    overlay: Overlay


class Known:
    """Safe to share between threads: what is known is replaced whole, and asked twice at worst."""

    def __init__(self, engine: Engine, embedder: Embedder, fixed: Overlay | None = None) -> None:
        """``fixed`` is searched with in any case, whatever the version was built with."""
        self._engine, self._embedder, self._fixed = engine, embedder, fixed
        self._versions: Mapping[str, _Version] = {}

    def overlay(self, collection: str) -> Overlay:
        """Return the changes that the version of ``collection`` known so far was built with.

        Raises EngineUnavailable, ModelMismatch as the first look at it does.
        """
        known = self._versions.get(collection) or self._looked(collection)
        return known.overlay

    def met(self, collection: str, names: Collection[str]) -> Overlay:
        """Return the same after an answer of the versions ``names``.

        One that is not known is looked at. An answer without hits tells no name, so then the
        engine is asked which version is live; it is a rare answer, and a small question.
        """
        known = self._versions.get(collection)
        if known is None or set(names or [self._name(collection)]) != {known.name}:
            known = self._looked(collection)
        return known.overlay

    def check_model(self) -> None:
        """Raise ModelMismatch where a live version was built with another model."""
        versions.check_model(self._engine, self._embedder)

    def _looked(self, collection: str) -> _Version:
        self.check_model()
        name = self._name(collection)
        changes = self._fixed
        if changes is None:
            about = versions.about(self._engine, name)
            changes = about.overlay if about else NOTHING
        known = _Version(name, changes)
        self._versions = {**self._versions, collection: known}
        return known

    def _name(self, collection: str) -> str:
        """Return the name of the version that is searched; the alias where there is none."""
        fixed = self._engine.versions.get(collection)
        live = fixed or versions.live(self._engine, collection)
        return live or self._engine.alias(collection)
