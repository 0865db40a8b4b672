"""Reading files in blocks of whole lines, the packed ones unpacked ahead by a thread."""

import zlib
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from indexer.sources.base import WrongFile
from indexer.sources.opening import File, opened, packed

T = TypeVar("T")

BLOCK = 4 * 1024 * 1024
"""Bytes read at once. Larger ones cost memory and bring no time: with 16 MiB a file of 3.3 million
rows was scanned in 1.3 s instead of 1.4, with 100 MB more (docs/decisions/0011)."""
LONGEST_LINE = 8 * 1024 * 1024
"""Bytes. A longer line is no row of any register, and must not fill the memory."""
_AHEAD = 2
"""Blocks that wait unpacked."""


class Block(NamedTuple):
    """Lines that follow each other."""

    number: int
    """Of the first line, from 1."""
    raw: bytes
    """Whole lines with their ends. Without an end is a last line that may be half, and one that
    was cut since it is too long."""


def blocks(path: Path, expected: str) -> Iterator[Block]:
    """Yield all lines of a file, however they are packed.

    A line longer than LONGEST_LINE comes cut. A packed file that breaks off or is damaged ends
    with a WrongFile after the lines that could be read; so does one that is missing or no text at
    all (see :func:`opening.opened`).
    """
    read = _blocks(path, expected)
    # Unpacking leaves the interpreter to others; reading a plain file would gain nothing.
    return ahead(read) if packed(path) else read


def ahead(things: Iterator[T], waiting: int = _AHEAD) -> Iterator[T]:
    """Yield ``things`` in their order, of which a thread makes up to ``waiting`` in advance."""
    done = object()

    def following() -> T | object:
        return next(things, done)

    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as thread:
        made: deque[Future[T | object]] = deque(thread.submit(following) for _ in range(waiting))
        try:
            while (thing := made.popleft().result()) is not done:
                made.append(thread.submit(following))
                yield thing  # type: ignore[misc]  # whatever is not ``done`` is a T
        finally:
            thread.shutdown(cancel_futures=True)


def _blocks(path: Path, expected: str) -> Iterator[Block]:
    number = 1
    with opened(path, expected) as file:
        lines = _Lines(file)
        while raw := lines.next():
            yield Block(number, raw)
            number += raw.count(b"\n") or 1
    if lines.damaged:
        raise WrongFile(
            f"{path.name} is damaged or cut off after line {number - 1}; fetch it again."
        ) from lines.damaged


class _Lines:
    """Cuts what is read behind the last end of a line."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._read: Callable[[int], bytes] = file.read1
        self._begun = bytearray()
        self.damaged: Exception | None = None

    def next(self) -> bytes:
        """Return whole lines, at the end a last one without end, then nothing."""
        while len(self._begun) < BLOCK and self._more():
            pass
        end = self._begun.rfind(b"\n") + 1
        while not end and len(self._begun) < LONGEST_LINE and self._more():
            end = self._begun.rfind(b"\n") + 1
        if not end and len(self._begun) >= LONGEST_LINE:
            return self._cut()
        if not end and self.damaged:
            return b""
        return self._taken(end or len(self._begun))

    def _more(self) -> bool:
        """Read on; return False at the end and where the file is damaged."""
        try:
            chunk = b"" if self.damaged else self._file.read1(BLOCK)
        except (EOFError, OSError, zlib.error) as error:
            self.damaged, chunk = error, b""
        self._begun += chunk
        return bool(chunk)

    def _taken(self, size: int) -> bytes:
        taken = bytes(self._begun[:size])
        del self._begun[:size]
        return taken

    def _cut(self) -> bytes:
        """Return the begin of a line that is too long, and pass over the rest of it."""
        begin = self._taken(LONGEST_LINE)
        while (end := self._begun.find(b"\n")) < 0:
            self._begun.clear()
            if not self._more():
                return begin
        del self._begun[: end + 1]
        return begin
