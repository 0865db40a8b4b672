"""The delivery: all subjects that were ever fetched, one a line, replaced as a whole."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from core.errors import DataError
from core.files import replacing
from indexer.remote.journal import Journal
from indexer.sources.ares_schema import Delivered


class Known(msgspec.Struct):
    """What must be known of a line without reading the answers in it."""

    ico: str
    fetched: date
    updated: str = ""
    """``datumAktualizace``; empty where ARES knew no such subject."""
    municipality: int = 0


def known(path: Path) -> dict[str, Known]:
    """Return the subjects of a delivery by number. Raises DataError naming a damaged line."""
    return {one.ico: one for one, _ in _lines(path)}


def bring_in(path: Path, journal: Journal) -> None:
    """Put what the journal holds into the delivery. Doing it twice changes nothing."""
    unknown: dict[str, bool] = {}
    confirmed: dict[str, date] = {}
    for entry in journal.entries():
        if entry.subject:
            unknown[entry.subject.ico] = entry.subject.unknown
        elif entry.confirmed:
            confirmed[entry.confirmed] = entry.day or date.min
    if unknown or confirmed or not path.exists():
        _replace(path, journal, unknown, confirmed)


def _replace(
    path: Path, journal: Journal, unknown: dict[str, bool], confirmed: dict[str, date]
) -> None:
    last: dict[str, msgspec.Raw] = {}
    with replacing(path) as file:
        for one, line in _lines(path):
            if one.ico in confirmed:
                before = msgspec.json.decode(line, type=Delivered)
                before.fetched = max(one.fetched, confirmed[one.ico]).isoformat()
                file.write(msgspec.json.encode(before) + b"\n")
            elif one.ico not in unknown:
                file.write(line)
            elif unknown[one.ico]:
                # What ARES does not know any more is told with what it told last.
                last[one.ico] = msgspec.json.decode(line, type=Delivered).basic
        for entry in journal.entries():
            if subject := entry.subject:
                subject.basic = last.get(subject.ico, subject.basic)
                file.write(msgspec.json.encode(subject) + b"\n")


def _lines(path: Path) -> Iterator[tuple[Known, bytes]]:
    if not path.exists():
        return
    decode = msgspec.json.Decoder(Known).decode
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield decode(line), line
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise DataError(
                    f"{path} is damaged in line {number}; move it away and fetch again."
                ) from error
