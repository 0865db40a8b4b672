"""Tells whoever watches how long stages take and how often something happens.

Rooms that work name what they do; who counts it is not their business. Watchers are called in the
thread of the work, so they only add up. Without one, nothing happens.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Watcher(Protocol):
    """Adds up what it is told. Names are constants of the code, never what users typed."""

    def took(self, stage: str, seconds: float) -> None:
        """Note that ``stage`` took so long once."""

    def happened(self, event: str, times: int) -> None:
        """Note that ``event`` happened."""


_watchers: list[Watcher] = []


def watch(watcher: Watcher) -> None:
    """Tell ``watcher`` all that follows in this process; the same one is told once."""
    if watcher not in _watchers:
        _watchers.append(watcher)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Time the block as one run of the stage ``name``, also when it raises."""
    began = time.perf_counter()
    try:
        yield
    finally:
        seconds = time.perf_counter() - began
        for watcher in _watchers:
            watcher.took(name, seconds)


def happened(event: str, times: int = 1) -> None:
    """Tell that ``event`` happened ``times`` times."""
    for watcher in _watchers:
        watcher.happened(event, times)
