"""All checks of a new index version, in order of what they cost."""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from core.progress import Progress
from engine.client import Engine
from engine.embedding import Embedder
from evaluation.gate import counts
from evaluation.gate.counts import Sent
from evaluation.gate.findings import Finding, Findings, together

__all__ = ["Sent", "verify"]


def verify(
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

    ``live`` and ``new`` are version names by collection, ``expected`` documents by collection;
    what is not told is not checked, and said. ``sent`` is what the loader counted. ``kept`` is
    the file that keeps the figures of versions, so that the live one is asked once only.
    Nothing is changed in the engine. Raises EngineUnavailable where it does not answer.
    """
    began = time.perf_counter()
    findings = tuple(_checks(engine, embedder, live, new, expected, progress, sent, kept))
    return together(findings, time.perf_counter() - began)


def _checks(
    engine: Engine,
    embedder: Embedder,
    live: Mapping[str, str] | None,
    new: Mapping[str, str],
    expected: Mapping[str, int],
    progress: Progress,
    sent: Sent | None,
    kept: Path | None,
) -> Iterator[Finding]:
    progress.start("checking counts")
    yield counts.answered(sent)
    yield from counts.counted(engine, new, expected)
    progress.finish()
