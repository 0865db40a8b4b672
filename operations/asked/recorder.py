"""Counts searches beside the web service: no search waits for it, or fails with it."""

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import structlog

from core.errors import PartnerNetError
from operations.asked import texts
from operations.asked.askers import Askers
from operations.asked.searched import Searched
from store import Store, queries
from store.queries import Asked, AskedOn

_MOST_WAITING = 1_000
"""Searches that wait to be counted: a minute at 20 a second. What comes on top is not counted."""
_GATHERED_SECONDS = 5.0
"""Between two writes: the store takes one transaction then, whatever is searched."""
_STOP_SECONDS = 5.0

_Row = tuple[date, str, str, str]

log = structlog.get_logger(__name__)


class Recorder:
    """Takes searches from any thread and writes them down in one of its own.

    The thread begins with the first search, so that a service may fork before it.
    """

    def __init__(
        self,
        opened: Callable[[], Store],
        days: int,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        """``opened`` gives the store, or raises what a store that is away raises; ``days`` is how
        long it is kept what was asked."""
        self._opened, self._days, self._today = opened, days, today
        self._askers = Askers(clock)
        self._waiting: queue.Queue[Searched] = queue.Queue(_MOST_WAITING)
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._forgotten: date | None = None

    def take(self, searched: Searched) -> None:
        """Count a search when there is time; never waits and never raises."""
        try:
            self._waiting.put_nowait(searched)
        except queue.Full:
            return
        if self._thread is None:
            self._start()

    def close(self) -> None:
        """Write down what waits, and stop."""
        self._stopping.set()
        thread = self._thread
        if thread is not None:
            thread.join(_STOP_SECONDS)

    def flush(self) -> None:
        """Write down what waits now, in one transaction; what cannot be written is dropped."""
        counts: Counter[_Row] = Counter()
        empty: Counter[_Row] = Counter()
        across: Counter[_Row] = Counter()
        for _ in range(self._waiting.qsize()):
            searched = self._waiting.get_nowait()
            row = self._row(searched)
            if row:
                counts[row] += 1
                empty[row] += searched.empty
                across[row] += searched.empty_across
        rows = [_asked_on(row, counts[row], empty[row], across[row]) for row in counts]
        try:
            self._write(rows)
        except PartnerNetError as error:
            log.warning("searches not counted", number=counts.total(), reason=str(error))

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="asked", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while not self._stopping.wait(_GATHERED_SECONDS):
            self._safely_flush()
        self._safely_flush()

    def _safely_flush(self) -> None:
        try:
            self.flush()
        except Exception:  # an error of the program must not end the counting for good
            log.exception("searches not counted")

    def _row(self, searched: Searched) -> _Row | None:
        """Return where a search is counted, None where it is not."""
        verdict = texts.verdict(searched.text)
        if verdict == "never":
            return None
        text = texts.kept_as(searched.text)
        asked = (text, searched.language, searched.collection)
        if self._askers.again(searched.asker, asked):
            return None
        if verdict == "when several ask" and not self._askers.enough(searched.asker, text):
            return None
        return (self._today(), *asked)

    def _write(self, rows: list[AskedOn]) -> None:
        today = self._today()
        if not rows and self._forgotten == today:
            return
        store = self._opened()
        queries.note(store, rows)
        if self._forgotten != today:
            queries.forget(store, today - timedelta(days=self._days))
            self._forgotten = today


def _asked_on(row: _Row, times: int, empty: int, across: int) -> AskedOn:
    day, text, language, collection = row
    return AskedOn(
        day=day,
        asked=Asked(
            text=text,
            language=language,
            collection=collection,
            times=times,
            without_results=empty,
            without_across=across,
        ),
    )
