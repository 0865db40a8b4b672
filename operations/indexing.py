"""The index brought to what is imported and decided, by the shortest way that leads there."""

from core.progress import Progress
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder
from indexer import state, update
from indexer.update import NeedsBuild, UpdateReport
from operations.rebuild import RebuildReport, rebuild

BY_ITSELF = "partnernet"
"""Author of a rebuild that nobody asked for: a new program or model needs it."""


def brought_up_to_date(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    progress: Progress,
    *,
    author: str = BY_ITSELF,
) -> RebuildReport | UpdateReport | None:
    """Update the live index, or rebuild it where an update cannot help; None where neither.

    Raises what :func:`operations.rebuild.rebuild` and :func:`indexer.update.update` raise.
    """
    if state.up_to_date(settings, engine, embedder):
        return None
    try:
        return update.update(settings, engine, embedder, progress)
    except NeedsBuild:
        return rebuild(settings, engine, embedder, progress, author=author)
