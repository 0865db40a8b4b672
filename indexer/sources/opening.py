"""Opening files that should be text, plain or packed."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from indexer.sources.base import WrongFile
from indexer.sources.bzip2 import Bzip2File

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


class File(Protocol):
    """What plain and packed files have in common."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes; none at the end."""

    def read1(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, as many as are at hand; none at the end."""

    def close(self) -> None:
        """Close the file."""


_PACKED: dict[str, tuple[bytes, Callable[[Path], File], str]] = {
    ".bz2": (b"BZh", Bzip2File, "bzip2"),
    ".gz": (b"\x1f\x8b", gzip.GzipFile, "gzip"),
}


def slow(path: Path) -> bool:
    """Tell whether a file takes long to unpack, and leaves the interpreter free meanwhile."""
    return path.suffix.lower() == ".bz2"


@contextmanager
def opened(path: Path, expected: str) -> Iterator[File]:
    """Open a plain, ``.bz2`` or ``.gz`` file for reading bytes.

    Raises WrongFile, naming the file and ``expected`` (what it should have been), when the file is
    missing, empty, packed otherwise than its name says, or no text.
    """
    try:
        with path.open("rb") as probed:
            head = probed.read(_PROBE)
    except OSError as error:
        raise WrongFile(f"{path} cannot be read: {error.strerror}.") from error
    if not head:
        raise WrongFile(f"{path.name} is empty; expected is {expected}.")
    if path.suffix.lower() in _PACKED:
        magic, opener, packing = _PACKED[path.suffix.lower()]
        if not head.startswith(magic):
            raise WrongFile(f"{path.name} is not packed with {packing}, though its name says so.")
        with closing(opener(path)) as unpacked:
            yield unpacked
        return
    _refuse_foreign(path, head, expected)
    with path.open("rb") as text:
        yield text


def _refuse_foreign(path: Path, head: bytes, expected: str) -> None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise WrongFile(f"{path.name} is {what}; expected is {expected}.")
    if b"\0" in head:
        raise WrongFile(f"{path.name} is no text; expected is {expected}.")
