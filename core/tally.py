"""Counts of rare events in a file of the home, so that all processes' are told together.

For what happens in commands and workers, which nobody can ask: they end, and have no address.
"""

from pathlib import Path

import filelock
import msgspec

from core.files import replacing
from core.settings import Settings

KEPT = frozenset({"bulk_refused"})
"""Events that are kept; others are counted by the process that they happen in."""
_LOCK_SECONDS = 2.0


class Tally:
    """A :class:`core.watching.Watcher` that adds up in ``HOME/tally.json``."""

    def __init__(self, settings: Settings) -> None:
        self._file = _file(settings)

    def took(self, stage: str, seconds: float) -> None:
        """Do nothing: times are told by those who can be asked."""

    def happened(self, event: str, times: int) -> None:
        """Add to the file. A file that cannot be written stops nobody's work."""
        if event not in KEPT:
            return
        try:
            with filelock.FileLock(self._file.with_suffix(".lock"), timeout=_LOCK_SECONDS):
                counts = _read(self._file)
                counts[event] = counts.get(event, 0) + times
                with replacing(self._file) as file:
                    file.write(msgspec.json.encode(counts))
        except OSError:  # also the lock's time-out
            return


def counts(settings: Settings) -> dict[str, int]:
    """Return how often each kept event happened in this home; 0 for what never did."""
    return dict.fromkeys(sorted(KEPT), 0) | _read(_file(settings))


def _file(settings: Settings) -> Path:
    return settings.home / "tally.json"


def _read(path: Path) -> dict[str, int]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, int])
    except (OSError, msgspec.MsgspecError):
        return {}
