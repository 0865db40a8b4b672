"""How large the directory of a ZIP archive is, found out before anything reads it whole."""

import struct
from pathlib import Path

from indexer.sources.base import WrongFile

LARGEST_DIRECTORY = 64 * 2**20
"""Bytes, enough for some 500,000 entries with names as registers give them: Saxony has about 80,000
registered companies. Reading a directory takes about ten times its size."""

_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 2**16
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_LOCATOR_64_SIZE = 20
_IN_64 = 0xFFFFFFFF
"""Stands in the end record where the number is in that of the 64-bit format."""


def check_directory(path: Path) -> None:
    """Raise WrongFile where an archive has a directory too large to be read, or none at all.

    Format: the end of central directory record, which the last bytes of every archive hold.
    """
    try:
        size = _directory_size(path)
    except (OSError, struct.error) as error:
        raise WrongFile(f"{path.name} is no ZIP archive or is damaged; fetch it again.") from error
    if size > LARGEST_DIRECTORY:
        raise WrongFile(f"{path.name} has too many entries for a delivery; split it.")


def _directory_size(path: Path) -> int:
    with path.open("rb") as file:
        length = path.stat().st_size
        begin = max(0, length - _END_SIZE - _LONGEST_COMMENT - _LOCATOR_64_SIZE)
        file.seek(begin)
        tail = file.read()
        end = _end(tail)
        if end < 0:
            raise WrongFile(f"{path.name} is no ZIP archive or is cut off; fetch it again.")
        size = int(struct.unpack_from("<I", tail, end + 12)[0])
        locator = end - _LOCATOR_64_SIZE
        if size != _IN_64 or tail[max(locator, 0) : end][:4] != _LOCATOR_64:
            return size
        file.seek(struct.unpack_from("<Q", tail, locator + 8)[0])
        record = file.read(56)
        return int(struct.unpack_from("<Q", record, 40)[0]) if record[:4] == _END_64 else size


def _end(tail: bytes) -> int:
    """Return where the end record begins, as zipfile looks for it; -1 where there is none."""
    bare = len(tail) - _END_SIZE
    if bare >= 0 and tail.startswith(_END, bare) and tail.endswith(b"\0\0"):
        return bare
    return tail.rfind(_END)
