"""A decision takes effect: at once where it was made, then everywhere."""

from collections.abc import Collection
from contextlib import suppress

from core.errors import BuildStopped
from core.progress import Progress
from core.settings import Settings
from engine import versions
from engine.client import Engine
from engine.embedding import Embedder
from indexer import remaking, update, withdrawing
from mappings import COLLECTIONS


def refreshed(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    progress: Progress,
    organisations: Collection[str],
) -> None:
    """Bring what was decided about ``organisations`` into the live index.

    They are made anew at once, also beside a running build, which then brings the same into its new
    version; all others that tell of them follow with an update, unless a build or another update
    is running. What is blocked is taken out of the versions, too, that are kept to go back to.
    ``organisations`` are ids or ``scheme:value`` of identifiers; none where only the update can
    tell, as it does what a decision about links changes. Without an index nothing is done: the next
    build knows. Raises EngineUnavailable.
    """
    live = versions.live_all(engine)
    if live.keys() < set(COLLECTIONS):
        return
    if organisations:
        remaking.remade(settings, engine, embedder, organisations, live)
        withdrawing.from_kept(settings, engine)
    with suppress(BuildStopped):
        update.update(settings, engine, embedder, progress)
