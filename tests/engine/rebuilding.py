"""Two deliveries to build an index of, and rebuilds that end themselves at a point."""

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

from opensearchpy import helpers

from core import points
from core.progress import Silent
from core.settings import Settings
from engine import bulk
from engine.client import Engine
from indexer import pipeline
from mappings import COLLECTIONS
from tests.engine.imported import firm, imported, request
from tests.unit.embedding.models import Counting

# What each process needs is loaded once, then they are forked: ten programs take long to start.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


def first_delivery(settings: Settings, folder: Path) -> None:
    """Import five firms and two requests."""
    imported(settings, folder, [*(firm(n) for n in range(1, 6)), request(1), request(2)])


def second_delivery(settings: Settings, folder: Path) -> None:
    """Import the same with one firm less, one more, one and its request changed."""
    changed = firm(2, text="Das Teil 2 fräsen wir.")
    lines = [firm(1), changed, *(firm(n) for n in range(4, 7)), request(1), request(3)]
    imported(settings, folder, lines)


def documents(engine: Engine) -> dict[tuple[str, str], Any]:
    """Return everything that is live, vectors included."""
    found = {}
    for collection in COLLECTIONS:
        alias = engine.alias(collection)
        engine.client.indices.refresh(index=alias)
        for hit in helpers.scan(engine.client, index=alias):
            found[collection, hit["_id"]] = hit["_source"]
    return found


def indices(engine: Engine) -> set[str]:
    """Return the names of all indices of this engine's prefix."""
    return set(engine.client.indices.get(index=f"{engine.prefix}-*"))


def killed_at(settings: Settings, point: str, times: int = 1) -> None:
    """Build in a process of its own that kills itself when ``point`` is reached for the nth time.

    Fails where it ends by itself.
    """
    process = _PROCESSES.Process(target=_build_until, args=(settings, point, times))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL, f"{point} was not reached"


def _build_until(settings: Settings, point: str, times: int) -> None:
    left = [point] * times

    def killing(reached: str) -> None:
        if reached == point:
            left.pop()
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

    points.watch(killing)
    # A request for each document, one after the other.
    bulk._REQUEST_BYTES, bulk._SENDERS = 1, 1
    engine = Engine.connect(settings, str(settings.opensearch_url))
    pipeline.build(settings, engine, Counting(), Silent())
