"""The way back: the versions before the live ones go live again."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.settings import Settings
from engine.client import Engine


@dataclass(frozen=True, kw_only=True)
class RollbackReport:
    """What went live again instead of what."""

    live: Mapping[str, str]
    """Version names by collection."""
    before: Mapping[str, str]
    """Those that were live before; they are kept until a rebuild has ended."""
    withdrawn: int
    """Documents that were deleted because of blocks that came since."""
    seconds: float


def rollback(settings: Settings, engine: Engine, *, author: str) -> RollbackReport:
    """Put the versions before the live ones live again; what was blocked since stays away.

    Lifted blocks and all else that changed since follows with an update. Raises NotFound when no
    version is kept to go back to, BuildStopped when a rebuild or an update runs in this home.
    """
    raise NotImplementedError(settings, engine, author)
