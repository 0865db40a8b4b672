"""Lines of a file as a table of numbers and texts, and patterns for their cells."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import polars as pl

from indexer.sources import lines, tables
from indexer.sources.blocks import Block, blocks

NUMBER, TEXT = "number", "text"

Query = Callable[[pl.LazyFrame], pl.LazyFrame]
"""Selects and adds to a table of lines with the columns NUMBER and TEXT."""

_CELL = '(?:"[^",]*"|[^",]*)'
"""A cell without a comma or a quotation mark in it."""
_CAUGHT = '"?([^",]*)"?'


def begun(path: Path, expected: str) -> tuple[Sequence[str], Iterator[Block]]:
    """Return the column names in the first line of a file, and the rest of it in blocks.

    Raises WrongFile as :func:`blocks.blocks` does.
    """
    read = blocks(path, expected)
    first = next(read, Block(1, b""))
    head, _, rest = first.raw.partition(b"\n")
    return tables.header(lines.line(1, head)), chain([Block(2, rest)], read)


class Frame(NamedTuple):
    """What a query made of a block."""

    table: pl.DataFrame
    encoding: str
    """Turns texts back into the bytes of the file."""
    last: lines.Line | None
    """A last line without an end, which may be half; it is not in the table."""

    def found(self) -> Iterator[lines.Line]:
        """Yield the lines of the table as they stand in the file."""
        for number, text in self.table.select(NUMBER, TEXT).iter_rows():
            yield lines.Line(number, text.encode(self.encoding), True)


def frame(block: Block, query: Query) -> Frame:
    """Return what ``query`` makes of the lines of a block."""
    end = block.raw.rfind(b"\n") + 1
    half = next(lines.within(Block(block.number + block.raw.count(b"\n"), block.raw[end:])), None)
    whole = block.raw[:end]
    try:
        return Frame(_asked(whole, block.number, query), "utf-8", half)
    except pl.exceptions.ComputeError:
        # Some line is no UTF-8. In this encoding every byte is a character, and comes back as it
        # was; the cells that are asked for are plain letters and digits in both.
        whole = whole.decode("latin-1").encode("utf-8")
        return Frame(_asked(whole, block.number, query), "latin-1", half)


def _asked(raw: bytes, number: int, query: Query) -> pl.DataFrame:
    table = pl.scan_lines(
        io.BytesIO(raw), name=TEXT, row_index_name=NUMBER, row_index_offset=number
    )
    return query(table).collect()


def cell(position: int) -> pl.Expr:
    """Return a cell of a line, or null where a quotation mark stands in the way.

    ``position`` counts from 0 and is not the last column.
    """
    pattern = f"^(?:{_CELL},){{{position}}}{_CAUGHT},"
    return pl.col(TEXT).str.extract(pattern).str.strip_chars()


def plain_cell(position: int) -> pl.Expr:
    """Return a cell of a line, or null where any quotation mark stands before its end.

    Takes half the time of :func:`cell`.
    """
    before = '[^",]*,' * position
    pattern = f'^{before}([^",]*),'
    return pl.col(TEXT).str.extract(pattern)


def cells(positions: Mapping[str, int], width: int) -> pl.Expr:
    """Return the cells at ``positions`` by name, or null where a line has not ``width`` cells."""
    places = {at: name for name, at in positions.items()}
    parts = (f'"?(?P<{places[at]}>[^",]*)"?' if at in places else _CELL for at in range(width))
    return pl.col(TEXT).str.extract_groups(f"^{','.join(parts)}\\s*$")
