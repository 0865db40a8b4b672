"""Rows of XLSX, XLS and ODS files, read by a process that may die of a malicious one.

See ``spreadsheet_child.py`` for what becomes of cells.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from indexer.sources.base import WrongFile

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes, packed. A list of 200,000 members with 30 columns took 28 MB."""
MEMORY = 1024 * 1024 * 1024
"""Bytes that reading may take. The sheet above took 548 MB."""
SECONDS = 60
"""Of the processor. The sheet above took 9 s."""

_CHILD = Path(__file__).with_name("spreadsheet_child.py")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class SheetRow:
    """One row of a sheet that holds anything."""

    number: int
    """As the spreadsheet shows it, from 1."""
    texts: Sequence[str]
    continued: frozenset[int]
    """Positions of cells that are merged with the cell of the row above."""

    def header(self) -> Sequence[str]:
        """Return the cells as names of columns."""
        return self.texts

    def cells(self, width: int) -> list[str]:
        """Return ``width`` cells."""
        return [*self.texts, *[""] * (width - len(self.texts))][:width]


def is_one(path: Path) -> bool:
    """Tell whether a file begins like a spreadsheet."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (_ZIP, _OLE)
    except OSError:
        return False


def rows(path: Path, sheet: str | int | None = None) -> Iterator[SheetRow]:
    """Yield the filled rows of a sheet: its name, its number from 1, or the first visible one.

    Raises WrongFile where the file is no spreadsheet, too large, damaged or protected, or has no
    such sheet.
    """
    if path.stat().st_size > LARGEST_FILE:
        raise WrongFile(f"{path.name} is larger than {LARGEST_FILE >> 20} MiB; save it as CSV.")
    wanted = "" if sheet is None else str(sheet)
    with subprocess.Popen(  # noqa: S603 - our own script, and arguments are no shell's
        [sys.executable, "-P", _CHILD, path.resolve(), wanted, str(MEMORY), str(SECONDS)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            said = map(msgspec.json.decode, child.stdout or ())
            yield from _told(path, wanted, said)
        finally:
            child.kill()


def _told(path: Path, sheet: str, said: Iterator[Any]) -> Iterator[SheetRow]:
    for one in said:
        if isinstance(one, list):
            number, cells, continued = one
            yield SheetRow(number, cells, frozenset(continued))
        elif "end" in one:
            return
        else:
            raise WrongFile(_SENTENCES[one["error"]](path.name, sheet, one.get("sheets", ())))
    raise WrongFile(_SENTENCES["died"](path.name, sheet, ()))


def _no_sheet(file: str, sheet: str, sheets: Sequence[str]) -> str:
    names = ", ".join(sheets) or "none"
    return f"{file} has no sheet {sheet or 'that can be seen'}; its sheets are: {names}."


def _protected(file: str, _sheet: str, _sheets: Sequence[str]) -> str:
    return f"{file} needs a password; save it without one."


def _damaged(file: str, _sheet: str, _sheets: Sequence[str]) -> str:
    return f"{file} is no spreadsheet that can be read (XLSX, XLS or ODS), or it is damaged."


def _died(file: str, _sheet: str, _sheets: Sequence[str]) -> str:
    return (
        f"{file} could not be laid out in {MEMORY >> 20} MiB of memory and {SECONDS} seconds: "
        "a cell far outside the list may be filled. Copy the list to a new sheet or save it as CSV."
    )


_SENTENCES: Mapping[str, Callable[[str, str, Sequence[str]], str]] = {
    "no_sheet": _no_sheet,
    "password": _protected,
    "damaged": _damaged,
    "died": _died,
}
