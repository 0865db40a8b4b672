"""The way back: the versions before the live ones go live again."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from msgspec import structs

from core import points
from core.settings import Settings
from engine import versions
from engine.client import Engine
from indexer import withdrawing
from indexer.home import only_one
from operations.rebuild.running import audited


@dataclass(frozen=True, kw_only=True)
class RollbackReport:
    """What went live again instead of what."""

    live: Mapping[str, str]
    """Version names by collection."""
    before: Mapping[str, str]
    """Those that were live before; they are kept until a rebuild has ended."""
    withdrawn: int
    """Documents that were deleted just now, because of blocks that came since."""
    seconds: float


def rollback(settings: Settings, engine: Engine, *, author: str) -> RollbackReport:
    """Put the versions before the live ones live again; what was blocked since stays away.

    Lifted blocks and all else that changed since follow with an update. Raises NotFound when no
    version is kept to go back to, BuildStopped when a rebuild or an update runs in this home.
    """
    began = time.perf_counter()
    with only_one(settings):
        before, back = versions.live_all(engine), versions.previous(engine)
        withdrawn = withdrawing.withdrawn(settings, engine, back)
        points.reached("withdrawn")
        versions.switch(engine, back)
        points.reached("rolled back")
        # What was blocked in that moment went into the versions that were live then.
        withdrawn += withdrawing.withdrawn(settings, engine, back)
        _left(engine, before)
        details = {"from": " ".join(before.values()), "withdrawn": withdrawn}
        audited(settings, author, "index.rollback", back, details)
    return RollbackReport(
        live=back, before=before, withdrawn=withdrawn, seconds=time.perf_counter() - began
    )


def _left(engine: Engine, before: Mapping[str, str]) -> None:
    """Note in the versions that were live that somebody went back from them."""
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    for version in before.values():
        known = versions.about(engine, version)
        if known:
            versions.note(engine, version, structs.replace(known, left=moment))
