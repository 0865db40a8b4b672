"""Unpacking bz2 in large steps, so that a thread can do it while another one reads."""

from bz2 import BZ2Decompressor
from pathlib import Path

_MAGIC = b"BZh"
_PACKED = 1024 * 1024
"""Bytes that are read at once."""


class Bzip2File:
    """A file packed with bzip2, of one stream or several.

    ``bz2.BZ2File`` unpacks 8 KiB at a time. The interpreter is free meanwhile, but to have it back
    after each step a thread waits for up to five milliseconds: two threads took twice as long as
    one. Here a step is as large as what is asked for.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._stream = BZ2Decompressor()
        self._packed = b""
        """What was read behind the end of a stream."""

    def read1(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end.

        Raises EOFError where the file breaks off, OSError where it is damaged. What follows a
        whole stream and is no other one is passed over, as bzip2 itself does.
        """
        while not self._stream.eof or self._next_stream():
            packed = self._more() if self._stream.needs_input else b""
            if unpacked := self._stream.decompress(packed, size):
                return unpacked
        return b""

    def read(self, size: int, /) -> bytes:
        """Return at most ``size`` bytes, none at the end, like :meth:`read1`."""
        return self.read1(size)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _more(self) -> bytes:
        packed, self._packed = self._packed or self._file.read(_PACKED), b""
        if not packed:
            raise EOFError("The file ends within a stream.")
        return packed

    def _next_stream(self) -> bool:
        """Begin the stream that follows; return False where none does."""
        behind = self._stream.unused_data
        while len(behind) < len(_MAGIC) and (more := self._file.read(_PACKED)):
            behind += more
        if not behind.startswith(_MAGIC):
            return False
        self._stream, self._packed = BZ2Decompressor(), behind
        return True
