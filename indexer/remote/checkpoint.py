"""What was fetched lies in a delivery that grows: killed at any moment, nothing is lost or twice.

While a fetch runs, each subject is appended to ``ares.journal``; at its end the journal is put into
``ares.jsonl``, the delivery, which is replaced as a whole. A journal that was left by a fetch that
did not come to its end is gone on with.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from core import locks
from core.errors import DataError
from core.settings import Settings
from indexer.remote import delivery
from indexer.remote.delivery import Known
from indexer.remote.journal import Entry, Journal
from indexer.sources.ares_schema import Delivered

_FRESH = timedelta(hours=24)
"""Age of a journal that is gone on with; an older one is put into the delivery, and asked anew."""


class Checkpoint:
    """The state of one fetch. Made by :func:`opened`."""

    def __init__(self, folder: Path) -> None:
        self._journal = Journal(folder / "ares.journal")
        self.delivery = folder / "ares.jsonl"
        self.done: set[str] = set()
        """Numbers that need not be asked for again in this fetch."""
        self.searched: set[str] = set()
        """Labels of searches that need not be asked again in this fetch."""
        self.known: dict[str, Known] = {}
        """The subjects of the delivery, by number."""

    def keep(self, subject: Delivered) -> None:
        """Note what was fetched of a subject; it is on the disk when this returns."""
        self._note(Entry(subject=subject))

    def confirm(self, ico: str, day: date) -> None:
        """Note that ARES told a subject of the delivery on ``day`` as before."""
        self._note(Entry(confirmed=ico, day=day))

    def leave_out(self, ico: str) -> None:
        """Note a natural person, of whom nothing is kept."""
        self._note(Entry(left_out=ico))

    def search_done(self, label: str) -> None:
        """Note a search that was read to its end."""
        self._note(Entry(search=label))

    def finish(self) -> Path:
        """Put the journal into the delivery; return the delivery."""
        delivery.bring_in(self.delivery, self._journal)
        self._journal.delete()
        return self.delivery

    def begin(self, asked: str, now: datetime) -> None:
        """Go on with the journal of the same question, or put an older one away and begin anew."""
        self._journal.mend()
        first = next(self._journal.entries(), None)
        if first and not _goes_on(first, asked, now):
            self.finish()
            first = None
        self.known = delivery.known(self.delivery)
        if first is None:
            self._note(Entry(asked=asked, began=now))
        for entry in self._journal.entries():
            self._learn(entry)

    def _note(self, entry: Entry) -> None:
        self._journal.append(entry)
        self._learn(entry)

    def _learn(self, entry: Entry) -> None:
        if entry.search:
            self.searched.add(entry.search)
        elif ico := entry.subject.ico if entry.subject else entry.confirmed or entry.left_out:
            self.done.add(ico)


def _goes_on(first: Entry, asked: str, now: datetime) -> bool:
    return first.asked == asked and first.began is not None and now - first.began < _FRESH


@contextmanager
def opened(settings: Settings, asked: str, now: datetime) -> Iterator[Checkpoint]:
    """Open the delivery of a home for a fetch that is asked for ``asked``, at ``now`` (UTC).

    Raises DataError when another fetch runs, or the delivery is damaged.
    """
    folder = settings.home / "deliveries" / "ares"
    folder.mkdir(parents=True, exist_ok=True)
    busy = DataError("Another fetch from ARES is running; wait for its end.")
    with locks.held(folder / ".lock", busy):
        checkpoint = Checkpoint(folder)
        checkpoint.begin(asked, now)
        yield checkpoint
