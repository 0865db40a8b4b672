"""The end of a worker that is asked to stop: its job is given back first, within a bound."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.sharedctypes import RawValue

import psutil

_MOST_SECONDS = 8.0
"""A job is given back at its next sign of progress. One that gives none is killed, and found lost
by the schedule: service managers kill after ten seconds themselves."""
_LOOK_SECONDS = 0.1


class Stopping:
    """What a worker and its process both see. Bare memory: whoever is killed leaves no lock."""

    def __init__(self) -> None:
        self._asked, self._working = RawValue("b", 0), RawValue("b", 0)

    def asked(self) -> bool:
        """Tell whether the worker was asked to stop."""
        return bool(self._asked.value)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Let the end wait for the block."""
        self._working.value = 1
        try:
            yield
        finally:
            self._working.value = 0

    def ask(self) -> None:
        """End this process with status 0 and those it started, once no job runs in them.

        What is left then is to wait for messages, and for the threads of the library that does;
        a message that was not acknowledged wakes somebody for a job that has been taken.
        """
        if not self.asked():
            self._asked.value = 1
            threading.Thread(target=self._end, name="stop", daemon=True).start()

    def _end(self) -> None:
        deadline = time.monotonic() + _MOST_SECONDS
        while self._working.value and time.monotonic() < deadline:
            time.sleep(_LOOK_SECONDS)
        for process in psutil.Process().children(recursive=True):
            process.kill()
        os._exit(0)
