"""What a fetch got to know, line by line on the disk, until it is put into the delivery."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec

from indexer.sources.ares_schema import Delivered


class Entry(msgspec.Struct, omit_defaults=True):
    """A line of the journal: one of these."""

    asked: str = ""
    """First line: what the fetch was asked for, and …"""
    began: datetime | None = None
    """… when, in UTC."""
    subject: Delivered | None = None
    """All answers on a subject."""
    confirmed: str = ""
    """Number of a subject of the delivery that ARES tells as before, and …"""
    day: date | None = None
    """… on which day."""
    left_out: str = ""
    """Number of a natural person, of whom nothing is kept."""
    search: str = ""
    """Label of a search that was read to its end."""


class Journal:
    """Entries in a file that can break off anywhere and loses at most the last one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, entry: Entry) -> None:
        """Write an entry; it is on the disk when this returns."""
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def entries(self) -> Iterator[Entry]:
        """Yield the entries in their order; none where there is no journal."""
        if self._path.exists():
            decode = msgspec.json.Decoder(Entry).decode
            with self._path.open("rb") as file:
                yield from map(decode, file)

    def mend(self) -> None:
        """Cut the journal off where it cannot be read: what stood there is fetched again."""
        if not self._path.exists():
            return
        with self._path.open("r+b") as file:
            file.truncate(_readable(file))
            os.fsync(file.fileno())

    def delete(self) -> None:
        """Begin anew."""
        self._path.unlink(missing_ok=True)


def _readable(lines: Iterator[bytes]) -> int:
    """Return the bytes of the lines up to the first that cannot be read."""
    good, decode = 0, msgspec.json.Decoder(Entry).decode
    for line in lines:
        try:
            decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            break
        if not line.endswith(b"\n"):
            break
        good += len(line)
    return good
