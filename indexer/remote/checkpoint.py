"""What was fetched lies in a delivery that grows: killed at any moment, nothing is lost or twice.

``ares.jsonl`` is the delivery, one subject a line, always whole. While a fetch runs, each subject
is appended to ``ares.journal`` and synced; at its end both are put together and the delivery is
replaced. A journal that was left is read again: its last line may be torn and is cut off.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from core import locks
from core.errors import DataError
from core.files import replacing
from core.settings import Settings
from indexer.sources.ares_schema import Delivered

_NAME = "ares"
_FRESH = timedelta(hours=24)
"""Age of a journal that is gone on with; an older one is put into the delivery, and asked anew."""


class Entry(msgspec.Struct, omit_defaults=True):
    """A line of the journal: one of these."""

    asked: str = ""
    """First line: what the fetch was asked for, and …"""
    began: str = ""
    """… when, ISO 8601."""
    search: str = ""
    """A search that was read to its end."""
    left_out: str = ""
    """Number of a natural person, of whom nothing is kept."""
    subject: Delivered | None = None


class Known(msgspec.Struct):
    """What must be known of a line of the delivery without reading the answers in it."""

    ico: str
    updated: str = ""
    """``datumAktualizace``; empty where ARES knew no such subject."""
    municipality: int = 0


class Checkpoint:
    """The state of one fetch. Made by :func:`opened`."""

    def __init__(self, folder: Path) -> None:
        self._journal = folder / f"{_NAME}.journal"
        self.delivery = folder / f"{_NAME}.jsonl"
        self.done: set[str] = set()
        """Numbers that need not be asked for again in this fetch."""
        self.searched: set[str] = set()
        """Labels of searches that need not be asked again in this fetch."""
        self.known: dict[str, Known] = {}
        """The subjects of the delivery, by number."""

    def keep(self, subject: Delivered) -> None:
        """Note what was fetched of a subject; it is on the disk when this returns."""
        self._append(Entry(subject=subject))
        self.done.add(subject.ico)

    def leave_out(self, ico: str) -> None:
        """Note a natural person, of whom nothing is kept."""
        self._append(Entry(left_out=ico))
        self.done.add(ico)

    def search_done(self, label: str) -> None:
        """Note a search that was read to its end."""
        self._append(Entry(search=label))
        self.searched.add(label)

    def finish(self) -> Path:
        """Put the journal into the delivery; return the delivery. Can be repeated."""
        fresh = [entry.subject.ico for entry in self._entries() if entry.subject]
        if fresh or not self.delivery.exists():
            self._replace(set(fresh))
        self._journal.unlink(missing_ok=True)
        return self.delivery

    def begin(self, asked: str, now: datetime) -> None:
        """Go on with the journal of the same question, or put an older one away and begin anew."""
        self._mend()
        first = next(self._entries(), None)
        if first and not (
            first.asked == asked and now - datetime.fromisoformat(first.began) < _FRESH
        ):
            self.finish()
            first = None
        self.known = {known.ico: known for known, _ in self._lines()}
        if first is None:
            self._append(Entry(asked=asked, began=now.isoformat()))
            return
        for entry in self._entries():
            if entry.subject:
                self.done.add(entry.subject.ico)
            self.done |= {entry.left_out} - {""}
            self.searched |= {entry.search} - {""}

    def _append(self, entry: Entry) -> None:
        with self._journal.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _mend(self) -> None:
        """Cut off the journal where it cannot be read: what stood there is fetched again."""
        if not self._journal.exists():
            return
        with self._journal.open("r+b") as file:
            good = 0
            for line in file:
                try:
                    msgspec.json.decode(line, type=Entry)
                except msgspec.DecodeError:
                    break
                if not line.endswith(b"\n"):
                    break
                good += len(line)
            file.truncate(good)
            os.fsync(file.fileno())

    def _entries(self) -> Iterator[Entry]:
        if self._journal.exists():
            decode = msgspec.json.Decoder(Entry).decode
            with self._journal.open("rb") as file:
                yield from map(decode, file)

    def _lines(self) -> Iterator[tuple[Known, bytes]]:
        if not self.delivery.exists():
            return
        decode = msgspec.json.Decoder(Known).decode
        with self.delivery.open("rb") as file:
            for number, line in enumerate(file, start=1):
                try:
                    yield decode(line), line
                except msgspec.DecodeError as error:
                    raise DataError(
                        f"{self.delivery} is damaged in line {number}; move it away, fetch again."
                    ) from error

    def _replace(self, fresh: set[str]) -> None:
        with replacing(self.delivery) as file:
            for known, line in self._lines():
                if known.ico not in fresh:
                    file.write(line)
            for entry in self._entries():
                if entry.subject:
                    file.write(msgspec.json.encode(entry.subject) + b"\n")


@contextmanager
def opened(settings: Settings, asked: str, now: datetime) -> Iterator[Checkpoint]:
    """Open the delivery of a home for a fetch that is asked for ``asked``, at ``now`` (UTC).

    Raises DataError when another fetch runs, or the delivery is damaged.
    """
    folder = settings.home / "deliveries" / _NAME
    folder.mkdir(parents=True, exist_ok=True)
    busy = DataError("Another fetch from ARES is running; wait for its end.")
    with locks.held(folder / ".lock", busy):
        checkpoint = Checkpoint(folder)
        checkpoint.begin(asked, now)
        yield checkpoint
