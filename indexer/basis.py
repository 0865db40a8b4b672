"""What an index is to be made from, as it stands at one moment."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from engine.versions import About, ImportState
from indexer import decided, state
from indexer.decided import Decided


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Imports, decisions, schema, program and model."""

    settings: Settings
    embedder: Embedder
    held: Decided
    """What people decided."""
    ready: tuple[ImportState, ...]
    wanted: Mapping[str, About]
    """By collection: how a version that is made of this describes itself."""
    revision: int
    """Of the store: all that is made of this carries it."""

    @classmethod
    def now(cls, settings: Settings, engine: Engine, embedder: Embedder) -> "Basis":
        """Return what holds now, with a revision of its own.

        Raises BuildStopped when too many rows of an import were rejected, StoreUnavailable when the
        store does not answer.
        """
        revision, held = decided.taken(settings, versions.newest_revision(engine))
        ready = state.imported(settings)
        state.check_rejected(ready, settings.rejected_limit)
        return cls(
            settings=settings,
            embedder=embedder,
            held=held,
            ready=ready,
            wanted=state.wanted(embedder, ready, held, revision),
            revision=revision,
        )

    @property
    def records(self) -> int:
        """Number of records of all imports."""
        return sum(one.records for one in self.ready)

    @property
    def key(self) -> str:
        """Hash of all that documents are made of: the same key, the same documents."""
        content = msgspec.json.encode(
            (
                self.ready,
                self.held,
                [about.neutral() for about in self.wanted.values()],
                self.settings.natural_persons,
            )
        )
        return hashlib.blake2b(content, digest_size=16).hexdigest()

    def same_records(self, other: "Basis") -> bool:
        """Tell whether ``other`` gives the same documents in an index of the same making."""
        return (self.ready, self.held.state) == (other.ready, other.held.state)
