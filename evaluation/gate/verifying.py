"""All checks of a new index version, in order of what they cost."""

import time
from collections.abc import Mapping
from pathlib import Path

from core.progress import Progress
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.gate import asking, counts, quality, schema, shares
from evaluation.gate.counts import Sent
from evaluation.gate.findings import Findings, together
from evaluation.gate.golden import golden
from evaluation.gate.quality import Asking
from matching.search import Searcher


def verify(  # noqa: PLR0913 - what is compared, and with what; all but two by name
    engine: Engine,
    embedder: Embedder,
    *,
    live: Mapping[str, str] | None,
    new: Mapping[str, str],
    expected: Mapping[str, int],
    progress: Progress,
    sent: Sent | None = None,
    kept: Path | None = None,
) -> Findings:
    """Return what stands for and against letting the versions ``new`` go live.

    ``live`` and ``new`` are version names by collection (``new`` of all collections), ``expected``
    documents by collection; what is not told is not checked, and said. ``sent`` is what the loader
    counted. ``kept`` is the file that keeps how versions answered
    (:func:`evaluation.gate.answers.figures_file`), so that the live one is asked once only.

    Nothing is changed in the engine. Raises EngineUnavailable where it does not answer,
    ModelMismatch where ``new`` was made with another model than ``embedder``.
    """
    began = time.perf_counter()
    found = [
        counts.answered(sent),
        *counts.counted(engine, new, expected),
        *schema.checked(engine, embedder, new),
        *shares.compared(engine, live, new),
    ]
    at = engine.at(new)
    before = engine.at(live) if live else None
    found += asking.asked(at, Searcher(at, embedder), before, golden(), progress)
    found += quality.compared(Asking(engine, embedder, progress, kept), live, new)
    return together(found, time.perf_counter() - began)
