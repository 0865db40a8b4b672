"""Reading files line by line, whatever is in them.

Lines are bytes until they are known to be wanted: a register of millions of rows is mostly skipped.
"""

import bz2
import gzip
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from indexer.sources.base import RowRejected, WrongFile

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes. A longer line is no row of any register, and must not fill the memory."""

_BOM = b"\xef\xbb\xbf"
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive or an Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF"),
    (b"\xff\xfe", "a text in UTF-16"),
    (b"\xfe\xff", "a text in UTF-16"),
    (b"BZh", "packed with bzip2, but not named .bz2"),
    (b"\x1f\x8b", "packed with gzip, but not named .gz"),
    (b"\x89PNG", "an image"),
    (b"SQLite format", "an SQLite database"),
)
_PROBE = 4096


class _File(Protocol):
    """What plain and packed files have in common."""

    def readline(self, size: int, /) -> bytes:
        """Return a line, or its first ``size`` bytes."""

    def close(self) -> None:
        """Close the file."""


class Line(NamedTuple):
    """One line of a file, without its end."""

    number: int
    """From 1."""
    raw: bytes
    ended: bool
    """False for a last line without a line end: it may be half."""


_PACKED: dict[str, tuple[bytes, Callable[[Path], _File], str]] = {
    ".bz2": (b"BZh", bz2.BZ2File, "bzip2"),
    ".gz": (b"\x1f\x8b", gzip.GzipFile, "gzip"),
}

NO_LINE = Line(0, b"", True)
"""Stands for the first line of a file that has none."""


@contextmanager
def opened(path: Path, expected: str) -> Iterator[_File]:
    """Open a plain, ``.bz2`` or ``.gz`` file for reading lines of bytes.

    Raises WrongFile, naming the file and ``expected`` (what it should have been), when the file is
    missing, empty, packed otherwise than its name says, or no text.
    """
    try:
        with path.open("rb") as plain:
            head = plain.read(_PROBE)
    except OSError as error:
        raise WrongFile(f"{path} cannot be read: {error.strerror}.") from error
    if not head:
        raise WrongFile(f"{path.name} is empty; expected is {expected}.")
    packed = _PACKED.get(path.suffix.lower())
    if packed:
        magic, opener, packing = packed
        if not head.startswith(magic):
            raise WrongFile(f"{path.name} is not packed with {packing}, though its name says so.")
        with closing(opener(path)) as unpacked:
            yield unpacked
        return
    _refuse_foreign(path, head, expected)
    with path.open("rb", buffering=1024 * 1024) as plain:
        yield plain


def _refuse_foreign(path: Path, head: bytes, expected: str) -> None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise WrongFile(f"{path.name} is {what}; expected is {expected}.")
    if b"\0" in head:
        raise WrongFile(f"{path.name} is no text; expected is {expected}.")


def numbered(path: Path, expected: str) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each line as it stands in the file, with its end.

    For files of which most lines are not wanted; see :func:`read` for the rest.
    """
    number = 0
    with opened(path, expected) as file:
        try:
            for number, chunk in enumerate(iter(partial(file.readline, LONGEST_LINE), b""), 1):
                if len(chunk) >= LONGEST_LINE and not chunk.endswith(b"\n"):
                    _skip_rest(file)
                yield number, chunk
        except (EOFError, OSError) as error:
            raise WrongFile(
                f"{path.name} is damaged or cut off after line {number}; fetch it again."
            ) from error


def line(number: int, chunk: bytes) -> Line:
    """Return a line that :func:`numbered` gave, without its end and without the mark of UTF-8."""
    raw = chunk.removesuffix(b"\n").removesuffix(b"\r")
    return Line(number, raw.removeprefix(_BOM) if number == 1 else raw, chunk.endswith(b"\n"))


def read(path: Path, expected: str) -> Iterator[Line]:
    """Yield the lines of a file, without the mark that some programs put before UTF-8.

    A line longer than LONGEST_LINE comes cut to that length. A packed file that breaks off or is
    damaged ends with a WrongFile after the lines that could be read; so does one that is missing
    or no text at all (see :func:`opened`).
    """
    return (line(number, chunk) for number, chunk in numbered(path, expected))


def _skip_rest(file: _File) -> None:
    while True:
        chunk = file.readline(LONGEST_LINE)
        if not chunk or chunk.endswith(b"\n"):
            return


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
