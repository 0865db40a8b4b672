"""The first rows of a list, with what had to be found out to read them."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from indexer.normalise import text
from indexer.proposals import encodings
from indexer.sources import headers, opening, spreadsheets, tables
from indexer.sources.base import RowRejected, WrongFile
from indexer.sources.list_rows import EXPECTED
from indexer.sources.mapping import Encoding
from taxonomy.folding import fold

ROWS = 200
"""Rows that are looked at: a share of half of them is then known to within some 7 percent (two
standard errors)."""
PROBE = 1024 * 1024
"""Bytes of a text that are looked at; 200 rows of 5,000 characters."""
_DELIMITERS: tuple[Literal[";", ",", "\t", "|"], ...] = (";", "\t", "|", ",")
_LONGEST = 500
"""Characters of a cell that are looked at: some sentences tell what a column holds."""
_FEWEST = 2
"""Columns of a list."""

Delimiter = Literal[";", ",", "\t", "|"]


class Form(NamedTuple):
    """How the file must be read."""

    encoding: Encoding
    encoding_reason: str
    delimiter: Delimiter


class Sample(NamedTuple):
    """Header and first rows of a list."""

    file: str
    form: Form | None
    """None for a spreadsheet."""
    header_row: int
    first_row: bool
    """True where the header is the first row that holds anything."""
    names: Sequence[str]
    """Of the columns, in their order; empty where a column has none."""
    values: Sequence[Sequence[str]]
    """By column its cells that hold anything."""
    rows: int


def taken(path: Path, sheet: str | int | None, known: frozenset[str]) -> Sample:
    """Return the sample of a list. ``known`` are folded names of columns that tell a header.

    Raises WrongFile where the file is no list that can be read.
    """
    if spreadsheets.is_one(path):
        form = None
        read = spreadsheets.rows(path, sheet)
        rows = [(row.number, list(row.texts)) for row in islice(read, ROWS + headers.SEARCHED)]
    else:
        content = _beginning(path)
        form, rows = _text(content, path.name)
    at = _header(rows, known)
    if at is None:
        raise WrongFile(f"{path.name}: none of its first {headers.SEARCHED} rows names columns.")
    names = [text.clean(name) for name in rows[at][1]]
    below = [cells for _, cells in rows[at + 1 :] if any(map(text.clean, cells))][:ROWS]
    values = [
        [
            cells[column].strip()[:_LONGEST]
            for cells in below
            if column < len(cells) and cells[column].strip()
        ]
        for column in range(len(names))
    ]
    return Sample(path.name, form, rows[at][0], at == 0, names, values, len(below))


def _beginning(path: Path) -> bytes:
    parts: list[bytes] = []
    with opening.opened(path, EXPECTED) as file:
        try:
            while sum(map(len, parts)) < PROBE and (part := file.read1(PROBE)):
                parts.append(part)
        except (EOFError, OSError) as error:
            raise WrongFile(f"{path.name} is damaged or cut off; fetch it again.") from error
    return b"".join(parts)[:PROBE]


def _text(content: bytes, name: str) -> tuple[Form, list[tuple[int, list[str]]]]:
    encoding, reason = encodings.guessed(content)
    text_ = content.decode(encoding, "replace").removeprefix("\ufeff")
    if len(content) == PROBE:
        # What follows the last line end may be half a row.
        text_ = text_[: text_.rfind("\n") + 1]
    lines = text_.splitlines()[: headers.SEARCHED]
    delimiter = max(_DELIMITERS, key=lambda one: _regular(lines, one))
    if _regular(lines, delimiter) == (0, 0):
        raise WrongFile(f"{name} has no columns that ; , | or tabulators separate.")
    rows = [(number, cells) for number, cells in _rows(text_, delimiter) if any(cells)]
    return Form(encoding, reason, delimiter), rows


def _rows(content: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of the first rows, up to one whose quotation marks do not match."""
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    begin = 1
    for _ in range(ROWS + headers.SEARCHED):
        try:
            cells = next(reader, None)
        except csv.Error:
            return
        if cells is None:
            return
        yield begin, cells
        begin = reader.line_num + 1


def _regular(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    """Return how many lines have the number of cells that most have, and that number."""
    widths = Counter(len(_cells(line, delimiter)) for line in lines)
    several = [(count, width) for width, count in widths.items() if width >= _FEWEST]
    return max(several, default=(0, 0))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return tables.fields(line, delimiter)
    except RowRejected:
        return line.split(delimiter)


def _header(rows: Sequence[tuple[int, list[str]]], known: frozenset[str]) -> int | None:
    """Return the index of the row with most known names, else of the first with several cells."""
    first = rows[: headers.SEARCHED]
    counts = [len({fold(cell) for cell in cells} & known) for _, cells in first]
    if counts and max(counts) > 0:
        return counts.index(max(counts))
    wide = (at for at, (_, cells) in enumerate(first) if sum(map(bool, cells)) >= _FEWEST)
    return next(wide, None)
