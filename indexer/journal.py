"""A file that grows line by line and can be taken back to an earlier size."""

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

_BLOCK = 1024 * 1024


class Journal:
    """JSON lines whose size and hash are known at any time.

    What was written before is cut to ``size`` bytes; a new file has none. Raises EOFError where
    the file is shorter than that.
    """

    def __init__(self, path: Path, size: int = 0) -> None:
        self.size = size
        self._hash = hashlib.blake2b(digest_size=32)
        self._encode = msgspec.json.Encoder().encode
        self._file = path.open("r+b" if size else "wb")
        try:
            self._take_up(size)
        except BaseException:
            self._file.close()
            raise

    def _take_up(self, size: int) -> None:
        while size:
            block = self._file.read(min(size, _BLOCK))
            if not block:
                raise EOFError(f"{self._file.name} is shorter than {self.size} bytes")
            self._hash.update(block)
            size -= len(block)
        self._file.truncate(self.size)
        self._file.seek(self.size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, thing: Any) -> None:
        """Append a line."""
        line = self._encode(thing) + b"\n"
        self._hash.update(line)
        self._file.write(line)
        self.size += len(line)

    def sync(self) -> None:
        """Return when all that was written is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    @property
    def digest(self) -> bytes:
        """Hash of all that was written."""
        return self._hash.digest()
