"""Rows of CSV files whose first line names the columns."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.sources import lines
from indexer.sources.base import RowRejected, WrongFile
from indexer.sources.lines import Line

_FEW = 4
_WIDEST = 1000
"""Columns. Registers have at most a few hundred; what looks for a cell grows with their number."""
_LONGEST_ROW = 200
"""Lines of the longest row; a quotation mark that is open for longer was never meant to open."""


def fields(text: str, delimiter: str = ",") -> list[str]:
    """Return the fields of one row. Raises RowRejected where its quotation marks are open."""
    if '"' not in text:
        return text.split(delimiter)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RowRejected("bad_quotes", "Quotation marks of the row do not match.") from error
    if len(rows) != 1:
        raise RowRejected("bad_quotes", "Quotation marks of the row do not match.")
    return rows[0]


def header(first: Line, delimiter: str = ",", encoding: str = "utf-8") -> Sequence[str]:
    """Return the column names of a first line, as far as it is one."""
    try:
        return [name.strip() for name in fields(first.raw.decode(encoding), delimiter)]
    except (UnicodeDecodeError, RowRejected):
        return []


def positions(
    file: Path, names: Sequence[str], columns: Sequence[str], expected: str
) -> dict[str, int]:
    """Return where the ``columns`` stand among ``names``, and under the empty name their number.

    Raises WrongFile where one of them is missing, or where no register has so many.
    """
    if len(names) > _WIDEST:
        raise WrongFile(f"{file.name} is not {expected}: it has {len(names)} columns.")
    missing = [column for column in columns if column not in names]
    if missing:
        few = ", ".join(missing[:_FEW]) + (" …" if len(missing) > _FEW else "")
        raise WrongFile(f"{file.name} is not {expected}: its first line has no column {few}.")
    return {**{name: names.index(name) for name in columns}, "": len(names)}


def cells(line: Line, width: int, delimiter: str = ",", encoding: str = "utf-8") -> list[str]:
    """Return the fields of a row that must have ``width`` of them. Raises RowRejected."""
    try:
        found = fields(lines.decoded(line, encoding), delimiter)
    except RowRejected as reason:
        if line.ended or reason.reason != "bad_quotes":
            raise
        found = []
    if len(found) == width:
        return found
    if not line.ended:
        raise RowRejected("half_line", "The last line breaks off.")
    raise RowRejected("wrong_columns", "The row has not as many columns as the first line.")


def joined(rows: Iterator[Line], delimiter: str, encoding: str) -> Iterator[Line]:
    """Yield rows whose cells may hold line breaks, each under the number of its first line.

    A row whose quotation marks stay open comes alone, and the lines behind it are read anew.
    """
    waiting: deque[Line] = deque()

    def following() -> Line | None:
        return waiting.popleft() if waiting else next(rows, None)

    while (first := following()) is not None:
        parts, whole = [first], first.raw
        while _open(whole, delimiter, encoding) and len(parts) < _LONGEST_ROW:
            line = following()
            if line is None:
                break
            parts.append(line)
            whole += b"\n" + line.raw
        if len(parts) > 1 and _open(whole, delimiter, encoding):
            waiting.extendleft(reversed(parts[1:]))
            yield first
        else:
            yield Line(first.number, whole, parts[-1].ended)


def _open(raw: bytes, delimiter: str, encoding: str) -> bool:
    """Tell whether a quoted cell goes on after ``raw``."""
    if raw.count(b'"') % 2 == 0:
        return False
    text = raw.decode(encoding, "replace")
    try:
        list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False
