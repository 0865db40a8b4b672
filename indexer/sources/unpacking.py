"""Limits on what packed files unpack to, and one sentence where they are damaged."""

import io
import zipfile
import zlib
from typing import Protocol

from indexer.sources.base import WrongFile

LARGEST = 64 * 2**30
"""Bytes that one delivery may unpack to. The largest known, the whole LEI register as JSON, has
about 13 billion."""
HIGHEST_RATIO = 200
"""Unpacked to packed. Registers as XML or CSV come to 10 to 40; deflate can pretend 1,000."""
ALWAYS = 64 * 2**20
"""Bytes that may be unpacked whatever the ratio: short repetitive files pack better than that."""

_DAMAGED = (EOFError, OSError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What gzip, bz2 and zipfile raise where the bytes are not what they should be."""


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end."""


class Quota:
    """Bytes that a packed file, with all its entries, may still unpack to."""

    def __init__(self, name: str, packed: int) -> None:
        self._name = name
        self._left = min(LARGEST, max(ALWAYS, packed * HIGHEST_RATIO))

    def take(self, size: int) -> None:
        """Count ``size`` bytes. Raises WrongFile where they are more than a register needs."""
        self._left -= size
        if self._left < 0:
            raise WrongFile(
                f"{self._name} unpacks to more than {HIGHEST_RATIO} times its size or "
                f"{LARGEST // 2**30} GiB, which no register does; it is not read further."
            )


class Unpacked(io.RawIOBase):
    """What unpacking yields, counted; damage becomes a WrongFile that names the file."""

    def __init__(self, packed: Readable, name: str, quota: Quota) -> None:
        super().__init__()
        self._packed, self._name, self._quota = packed, name, quota

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` as far as bytes are there; return how many, 0 at the end."""
        try:
            chunk = self._packed.read(len(buffer))
        except _DAMAGED as error:
            raise WrongFile(f"{self._name} is damaged or cut off; fetch it again.") from error
        self._quota.take(len(chunk))
        buffer[: len(chunk)] = chunk
        return len(chunk)
