"""Requests that arrive at fixed times, whatever becomes of those before (an open model).

A client that waits for each answer before it asks again slows down with the service and hides how
long people would have waited. Here the time of a request counts from the moment at which it was
due, its wait for a free thread of this client included.
"""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

_THREADS = 128
"""More than ever are open: at 20 a second, answers may take six seconds before one waits."""


@dataclass(frozen=True)
class Sample:
    """One request."""

    due: float
    """On the clock of :func:`time.monotonic`."""
    seconds: float
    """From when it was due to its answer."""
    problem: str
    """What was wrong with the answer; empty when it was good."""


@dataclass
class Arrivals:
    """Asks one path after the other, over and over, ``rate`` times a second."""

    problem: Callable[[str], str]
    paths: Sequence[str]
    rate: float
    samples: list[Sample] = field(default_factory=list)
    _ended: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Send requests while the block runs; at its end all have been answered."""
        dispatcher = threading.Thread(target=self._dispatch)
        dispatcher.start()
        try:
            yield
        finally:
            self._ended.set()
            dispatcher.join()

    def _dispatch(self) -> None:
        began = time.monotonic()
        number = 0
        with ThreadPoolExecutor(_THREADS) as threads:
            while True:
                due = began + number / self.rate
                if self._ended.wait(max(due - time.monotonic(), 0)):
                    return
                threads.submit(self._ask, self.paths[number % len(self.paths)], due)
                number += 1

    def _ask(self, path: str, due: float) -> None:
        problem = self.problem(path)
        self.samples.append(Sample(due, time.monotonic() - due, problem))
