"""What an index is to be made from, as it stands at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.settings import Settings
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

    @classmethod
    def now(cls, settings: Settings, embedder: Embedder) -> "Basis":
        """Return what holds now.

        Raises BuildStopped when too many rows of an import were rejected, StoreUnavailable when the
        store does not answer.
        """
        held, ready = decided.load(settings), state.imported(settings)
        state.check_rejected(ready, settings.rejected_limit)
        return cls(
            settings=settings,
            embedder=embedder,
            held=held,
            ready=ready,
            wanted=state.wanted(embedder, ready, held),
        )

    @property
    def records(self) -> int:
        """Number of records of all imports."""
        return sum(one.records for one in self.ready)
