"""A rebuild: from all imports to new versions that are live, with the checks before the switch."""

from dataclasses import dataclass

from core.progress import Progress
from core.settings import Settings
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.gate import Findings
from indexer import pipeline
from indexer.pipeline import BuildReport


@dataclass(frozen=True, kw_only=True)
class RebuildReport:
    """What a rebuild did, and what was found before its switch."""

    build: BuildReport
    findings: Findings


def rebuild(
    settings: Settings,
    engine: Engine,
    embedder: Embedder,
    progress: Progress,
    *,
    author: str,
    throttle: float | None = None,
    force: str = "",
) -> RebuildReport:
    """Build new versions of all collections, verify them and put them live.

    ``throttle`` is documents a second at most, None for PARTNERNET_REBUILD_RATE. ``force`` is why
    the new versions go live whatever the checks find; it is kept in them and in the audit log, with
    ``author``. Goes on where an earlier run was killed, when all that it was made from is the same.

    Raises BuildStopped, with the previous versions still live: with the sentences of the checks
    when they find what must not be, and then the new versions stay to be looked at; when another
    rebuild runs in this home; when a document is refused. Cancelled where ``progress`` is told
    so, and then nothing of it is left. EngineUnavailable and StoreUnavailable when OpenSearch or
    the store goes away; the next run goes on.
    """
    raise NotImplementedError(pipeline, author, throttle, force)
