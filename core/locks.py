"""Locks of a home folder: who works in it, works alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from core.errors import PartnerNetError


@contextmanager
def held(path: Path, otherwise: PartnerNetError) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs; raise ``otherwise`` where another does.

    The system frees the lock when the process ends, also after ``kill -9``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(path, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise otherwise from error
    try:
        yield
    finally:
        lock.release()
