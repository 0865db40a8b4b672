"""The stages of a rebuild, and how long each takes."""

import time
from dataclasses import dataclass, field

from core.progress import Progress

LOAD = "load"
"""Records of all imports are read."""
LINK = "link"
"""Which records are one organisation is found out."""
NORMALISE = "normalise"
"""Records of one organisation become one, what may leave becomes documents."""
EMBED = "embed"
"""Statements that the cache does not know get their vectors."""
INDEX = "index"
"""Documents are sent to a new version of each collection."""
VERIFY = "verify"
"""What came meanwhile is brought in, and the new versions are held against what they must be."""
SWITCH = "switch"
"""All aliases change in one call."""
PRUNE = "prune"
"""Old versions and what the rebuild kept on disk are removed."""

STAGES = (LOAD, LINK, NORMALISE, EMBED, INDEX, VERIFY, SWITCH, PRUNE)


@dataclass
class Stages:
    """Tells ``progress`` which stage begins, and measures how long each takes."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)
    _current: str = ""
    _since: float = 0.0

    def begin(self, stage: str) -> None:
        """End the stage before, if any, and begin ``stage``."""
        self.end()
        self._current, self._since = stage, time.perf_counter()
        self.progress.stage(stage, STAGES)

    def end(self) -> None:
        """End the stage that runs."""
        if self._current:
            took = time.perf_counter() - self._since
            self.seconds[self._current] = self.seconds.get(self._current, 0.0) + took
        self._current = ""
