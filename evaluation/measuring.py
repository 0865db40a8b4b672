"""Measures work in a process of its own: time, time of the processor, peak memory."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

_KILOBYTES_IN_MEGABYTE = 1024


class Measured(NamedTuple):
    """What work took, and its result."""

    seconds: float
    processor: float
    """Seconds of all its threads."""
    megabytes: float
    """The most memory that the process had, interpreter and libraries included."""
    result: str

    def __str__(self) -> str:
        """Return one line."""
        return (
            f"{self.seconds:.1f} s ({self.processor:.1f} s of processor), "
            f"peak {self.megabytes:.0f} MB, {self.result}"
        )


def measured(work: Callable[[Path], str], file: Path) -> Measured:
    """Run ``work`` on ``file`` in a fresh process. Raises EOFError where that fails."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(work, file, sender))
    process.start()
    sender.close()
    try:
        found: Measured = receiver.recv()
    finally:
        process.join()
    return found


def _child(work: Callable[[Path], str], file: Path, sender: Connection) -> None:
    began = time.perf_counter()
    result = work(file)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KILOBYTES_IN_MEGABYTE
    sender.send(Measured(seconds, time.process_time(), peak, result))
