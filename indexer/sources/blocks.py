"""Reading files in blocks of whole lines, what takes long to unpack ahead by a thread."""

import sys
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

from indexer.sources.base import WrongFile
from indexer.sources.opening import File, opened, slow

T = TypeVar("T")

BLOCK = 4 * 1024 * 1024
"""Bytes read at once. More brings little for its memory: in the probe of docs/decisions/0011 a file
of 3.3 million rows was scanned in 1.8 s with 146 MB, and with 16 MiB in 1.3 s with 248 MB."""
LONGEST_LINE = 8 * 1024 * 1024
"""Bytes. A longer line is no row of any register, and must not fill the memory."""
_AHEAD = 2
"""Blocks that wait unpacked."""
_SWITCH_SECONDS = 0.0005


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
    # Other files gain nothing: the thread would wait for the interpreter longer than it reads.
    return ahead(read) if slow(path) else read


def ahead(things: Iterator[T], waiting: int = _AHEAD) -> Iterator[T]:
    """Yield ``things`` in their order, of which a thread makes up to ``waiting`` in advance."""
    done = object()

    def following() -> T | object:
        return next(things, done)

    with _brisk(), ThreadPoolExecutor(max_workers=1, thread_name_prefix="ahead") as thread:
        made: deque[Future[T | object]] = deque(thread.submit(following) for _ in range(waiting))
        try:
            while (thing := made.popleft().result()) is not done:
                made.append(thread.submit(following))
                yield thing  # type: ignore[misc]  # whatever is not ``done`` is a T
        finally:
            thread.shutdown(cancel_futures=True)


@contextmanager
def _brisk() -> Iterator[None]:
    """Let threads change more often while the block runs.

    The one ahead needs the interpreter for moments only, and waits for it as long as the other may
    keep it: five milliseconds by default, several times for each block. With half a millisecond
    100,000 lines of OffeneRegister took 2.0 s instead of 2.5 (measured).
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


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
        self._rest = b""
        """Begin of the next line."""
        self.damaged: Exception | None = None

    def next(self) -> bytes:
        """Return whole lines, at the end a last one without end, then nothing."""
        parts, size = [self._rest], len(self._rest)
        ended = -1
        """Number of the last part that has the end of a line."""
        while (size < BLOCK or (ended < 0 and size < LONGEST_LINE)) and (chunk := self._more()):
            parts.append(chunk)
            size += len(chunk)
            if b"\n" in chunk:
                ended = len(parts) - 1
        if ended >= 0:
            return self._cut_behind(parts, ended)
        whole, self._rest = b"".join(parts), b""
        if size >= LONGEST_LINE:
            self._pass_over()
            return whole[:LONGEST_LINE]
        return b"" if self.damaged else whole

    def _cut_behind(self, parts: list[bytes], ended: int) -> bytes:
        last = parts[ended]
        end = last.rfind(b"\n") + 1
        self._rest = b"".join((last[end:], *parts[ended + 1 :]))
        # A view, since of hundreds of megabytes each copy tells.
        return b"".join((*parts[:ended], memoryview(last)[:end]))

    def _more(self) -> bytes:
        """Read on; return nothing at the end and where the file is damaged."""
        if self.damaged:
            return b""
        try:
            return self._file.read1(BLOCK)
        except (EOFError, OSError, zlib.error) as error:
            self.damaged = error
            return b""

    def _pass_over(self) -> None:
        """Read to the end of a line that is too long."""
        while chunk := self._more():
            _, end, self._rest = chunk.partition(b"\n")
            if end:
                return
