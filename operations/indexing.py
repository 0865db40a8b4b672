"""The index brought to what is imported and decided, by the shortest way that leads there."""

from core.progress import Progress
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder
from indexer import pipeline, update
from indexer.pipeline import BuildReport
from indexer.update import NeedsBuild, UpdateReport


def brought_up_to_date(
    settings: Settings, engine: Engine, embedder: Embedder, progress: Progress
) -> BuildReport | UpdateReport | None:
    """Update the live index, or build a new one where an update cannot help; None where neither.

    Raises what :func:`indexer.pipeline.build` and :func:`indexer.update.update` raise.
    """
    if pipeline.up_to_date(settings, engine, embedder):
        return None
    try:
        return update.update(settings, engine, embedder, progress)
    except NeedsBuild:
        return pipeline.build(settings, engine, embedder, progress)
