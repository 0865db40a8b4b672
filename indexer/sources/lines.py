"""Reading files line by line, whatever is in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from indexer.sources.base import RowRejected
from indexer.sources.blocks import LONGEST_LINE, Block, blocks

__all__ = ["LONGEST_LINE", "NO_LINE", "Line", "decoded", "line", "read", "within"]

_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line of a file, without its end."""

    number: int
    """From 1."""
    raw: bytes
    ended: bool
    """False for a last line without a line end: it may be half."""


NO_LINE = Line(0, b"", True)
"""Stands for the first line of a file that has none."""


def read(path: Path, expected: str) -> Iterator[Line]:
    """Yield the lines of a file, without the mark that some programs put before UTF-8.

    Raises WrongFile as :func:`blocks.blocks` does.
    """
    for block in blocks(path, expected):
        yield from within(block)


def within(block: Block) -> Iterator[Line]:
    """Yield the lines of a block."""
    *whole, last = block.raw.split(b"\n")
    for number, raw in enumerate(whole, block.number):
        yield _line(number, raw, ended=True)
    if last:
        yield _line(block.number + len(whole), last, ended=False)


def line(number: int, chunk: bytes) -> Line:
    """Return a line as it stands in a file, with its end, as a Line."""
    return _line(number, chunk.removesuffix(b"\n"), ended=chunk.endswith(b"\n"))


def _line(number: int, raw: bytes, *, ended: bool) -> Line:
    raw = raw.removesuffix(b"\r")
    return Line(number, raw.removeprefix(_BOM) if number == 1 else raw, ended)


def decoded(line: Line, encoding: str = "utf-8") -> str:
    """Return a row as text. Raises RowRejected where the bytes are not of ``encoding``."""
    if len(line.raw) >= LONGEST_LINE:
        raise RowRejected("line_too_long", "The line is too long to be a row of this format.")
    try:
        return line.raw.decode(encoding)
    except UnicodeDecodeError as error:
        if not line.ended and error.end == len(line.raw):
            raise RowRejected("half_line", "The last line breaks off.") from error
        hint = ", which looks like a Windows code page" if encoding == "utf-8" else ""
        raise RowRejected(
            "bad_encoding", f"Byte {error.start + 1} of the row is no {encoding.upper()}{hint}."
        ) from error
