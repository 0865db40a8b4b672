"""The progress of a job: kept here, written to its row by the thread that gives signs of life."""

import threading
import time
from collections.abc import Sequence
from typing import Any

from msgspec import structs

from store.jobs import JobProgress

_REMARKS = 20
"""Last lines that are kept: what fits on a page. All are in the log."""


class Reporter:
    """A :class:`core.progress.Progress` that can be read, and stopped, from another thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stop: BaseException | None = None
        self._told = JobProgress()
        self._began = time.monotonic()

    def stop_with(self, error: BaseException) -> None:
        """Have the next call that begins or advances something raise ``error``."""
        self._stop = self._stop or error

    def snapshot(self) -> JobProgress:
        """Return how far it is now."""
        with self._lock:
            told, seconds = self._told, time.monotonic() - self._began
        rate = told.done / max(seconds, 1e-9)
        left = None
        if told.total is not None and told.done:
            left = max(told.total - told.done, 0) / rate
        return structs.replace(told, rate=rate, seconds_left=left)

    def stage(self, name: str, of: Sequence[str]) -> None:
        """Begin a stage."""
        self._note(stage=name, stages=tuple(of), step="", done=0, total=None)
        self._raise()

    def start(self, step: str, total: int | None = None) -> None:
        """Begin a step."""
        with self._lock:
            self._began = time.monotonic()
        self._note(step=step, done=0, total=total)
        self._raise()

    def advance(self, done: int = 1) -> None:
        """Count."""
        self._note(done=self._told.done + done)
        self._raise()

    def finish(self, remark: str = "") -> None:
        """Keep what is to be said of the step."""
        if remark:
            self.say(f"{self._told.step}: {remark}")

    def say(self, line: str) -> None:
        """Keep the line."""
        self._note(remarks=(*self._told.remarks, line)[-_REMARKS:])

    def _note(self, **values: Any) -> None:
        # Only the thread of the work calls this, so what it read before is what there is.
        with self._lock:
            self._told = structs.replace(self._told, **values)

    def _raise(self) -> None:
        if self._stop is not None:
            raise self._stop
