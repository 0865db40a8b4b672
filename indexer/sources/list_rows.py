"""Rows of a member list, whether it is a text with separators or a spreadsheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.sources import lines, spreadsheets, tables
from indexer.sources.base import RowRejected
from indexer.sources.mapping import Mapping

EXPECTED = "a member list as CSV or spreadsheet"


class ListRow(Protocol):
    """One row of a list."""

    @property
    def number(self) -> int:
        """Number of the row for a person: line of a text, row of a sheet."""

    @property
    def continued(self) -> frozenset[int]:
        """Positions of cells that are merged with the cell of the row above."""

    def header(self) -> Sequence[str]:
        """Return the cells as names of columns; none where the row cannot be read."""

    def cells(self, width: int) -> list[str]:
        """Return ``width`` cells. Raises RowRejected where the row has others."""


@dataclass(frozen=True)
class TextRow:
    """One row of a CSV file."""

    line: lines.Line
    delimiter: str
    encoding: str
    continued: frozenset[int] = frozenset()

    @property
    def number(self) -> int:
        """Return the number of the row's first line."""
        return self.line.number

    def header(self) -> Sequence[str]:
        """Return the cells as names of columns; none where the row cannot be read."""
        return tables.header(self.line, self.delimiter, self.encoding)

    def cells(self, width: int) -> list[str]:
        """Return ``width`` cells. Raises RowRejected where the row has others."""
        if self.encoding != "utf-8" and not self.line.raw.isascii() and _is_utf8(self.line.raw):
            raise RowRejected(
                "bad_encoding", f"The row is UTF-8, while the mapping says {self.encoding}."
            )
        return tables.cells(self.line, width, self.delimiter, self.encoding)


def rows(file: Path, mapping: Mapping) -> Iterator[ListRow]:
    """Yield the rows of a list that hold anything. Raises WrongFile where it cannot be read."""
    if spreadsheets.is_one(file):
        yield from spreadsheets.rows(file, mapping.sheet)
        return
    read = lines.read(file, EXPECTED)
    for line in tables.joined(read, mapping.delimiter, mapping.encoding):
        if line.raw.strip(b" \t;,|"):
            yield TextRow(line, mapping.delimiter, mapping.encoding)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
