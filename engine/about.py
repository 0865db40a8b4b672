"""What is known about an index version: it stands in ``_meta`` of the version's mapping."""

from typing import Any

import msgspec

from analyzers.overlay import NOTHING, Overlay


class ImportState(msgspec.Struct, frozen=True, kw_only=True):
    """An import that went into a version."""

    dataset: str
    state: str
    """Hash of its rows."""
    records: int
    rejected: int


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a version was made from, and what became of it."""

    model: str
    """Name of the embedding model, see :class:`engine.embedding.Embedder`."""
    dimension: int
    schema: str
    """Hash of mapping and analysis."""
    recipe: str
    """Hash of the code and code lists that make documents of records."""
    built: str
    """UTC, ISO 8601."""
    imports: tuple[ImportState, ...]
    rejected_share: float
    """Of all rows of all imports, 0 to 1."""
    decisions: str = ""
    """Hash of the blocks and link decisions that held."""
    blocks: tuple[str, ...] = ()
    """Marks of the blocks that hold in it, see :attr:`indexer.privacy.BlockRule.mark`."""
    overlay: Overlay = NOTHING
    """What people changed of the language data: whoever searches a version does it with that."""
    build: int = 0
    """Revision of the store with which it was begun. The versions of all collections that were
    built together share it, and a later build has a larger one."""
    revision: int = 0
    """Revision of the store that its newest documents carry."""
    complete: bool = False
    """False until all documents have been verified; a version without it was never live."""
    held_back: str = ""
    """Why it did not go live: sentences of the checks. It stays to be looked at."""
    forced: str = ""
    """Why somebody let it go live although checks stood against it."""
    left: str = ""
    """When it was rolled back from; UTC, ISO 8601."""

    def same_content(self, other: "About") -> bool:
        """Tell whether both are made of the same, whenever that was and whatever became of it."""
        return self.neutral() == other.neutral()

    def neutral(self) -> "About":
        """Return what it is made of, without its history."""
        return msgspec.structs.replace(
            self,
            built="",
            build=0,
            revision=0,
            complete=False,
            held_back="",
            forced="",
            left="",
        )

    def followed_by(self, wanted: "About") -> "About":
        """Return how this version describes itself when it holds what ``wanted`` does."""
        return msgspec.structs.replace(
            wanted,
            built=self.built,
            build=self.build,
            complete=self.complete,
            held_back=self.held_back,
            forced=self.forced,
            left=self.left,
        )


def read(meta: Any) -> About | None:
    """Return what ``_meta`` tells; None where another release wrote it, or nobody."""
    try:
        return msgspec.convert(meta, About)
    except msgspec.ValidationError:
        return None
