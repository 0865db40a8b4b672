"""One run of an import: streams what becomes of each row to the disk, and can be killed.

Every few seconds a checkpoint is written. An import of the same files with the same settings and
the same code goes on from there: the source reads its files from the beginning, but makes nothing
of the rows that were done (see ``sources.base.guarded``), so what comes out is the same as if it
had never stopped.
"""

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from core.errors import DataError
from core.progress import Progress
from core.records import Skipped
from indexer import checkpoint
from indexer.delivery import Delivery
from indexer.sink import Sink
from indexer.sources.base import Context, Outcome, Source

CHECKPOINT_SECONDS = 5.0
"""What a killed import loses at most, besides reading over the rows that were done. A checkpoint
takes some ten milliseconds: mostly the wait for the disk."""

_STEP = 1000
"""Rows after which progress is told."""


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    sink: Sink
    state: str
    """Hash of records, rejections and remarks."""


def fill(
    folder: Path,
    source: Source,
    files: Sequence[Path],
    delivery: Delivery,
    context: Context,
    progress: Progress,
) -> Filled:
    """Write what becomes of ``files`` to ``folder``, going on where an earlier run stopped there.

    Raises DataError where a file changed meanwhile.
    """
    with Sink.into(folder, context, delivery.names) as sink:
        outcomes = source.read(files, context)
        if sink.tally.taken:
            progress.say(f"{context.dataset}: going on after {sink.tally.rows} rows that are done.")
            _pass_over(outcomes, folder, context, sink)
        progress.start(f"importing {context.dataset}")
        _take(outcomes, context, sink, progress)
        delivery.check_unchanged()
        state = sink.finish(context)
        progress.finish(f"{sink.tally.organisations + sink.tally.offers} taken")
        return Filled(sink=sink, state=state)


def _pass_over(outcomes: Iterator[Outcome], folder: Path, context: Context, sink: Sink) -> None:
    """Read over the outcomes that were written before."""
    passed = sum(1 for _ in islice(outcomes, sink.tally.taken))
    context.replaying = False
    if passed < sink.tally.taken:
        checkpoint.drop(folder)
        raise DataError(
            f"What is left of the last import of {context.dataset} does not fit its files. "
            "Start it again; it begins anew."
        )


def _take(outcomes: Iterator[Outcome], context: Context, sink: Sink, progress: Progress) -> None:
    rows, kept = 0, time.monotonic()
    for outcome in outcomes:
        sink.take(outcome)
        rows += outcome.count if isinstance(outcome, Skipped) else 1
        if rows >= _STEP:
            progress.advance(rows)
            rows = 0
        if time.monotonic() - kept >= CHECKPOINT_SECONDS:
            sink.keep(context)
            kept = time.monotonic()
    progress.advance(rows)
