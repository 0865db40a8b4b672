"""The stages of a rebuild and of an update, and how long each takes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.progress import Progress

LOAD = "load"
"""Records of all imports are read."""
LINK = "link"
"""Which records are one organisation is found out."""
NORMALISE = "normalise"
"""Records of one organisation become one, and what may leave becomes documents."""
EMBED = "embed"
"""Statements that the cache does not know get their vectors."""
INDEX = "index"
"""Documents are sent."""
VERIFY = "verify"
"""What came meanwhile is brought in, and the new versions are held against what they must be."""
SWITCH = "switch"
"""All aliases change in one call."""
PRUNE = "prune"
"""Old versions, and what the rebuild kept on disk, are removed."""

STAGES = (LOAD, LINK, NORMALISE, EMBED, INDEX, VERIFY, SWITCH, PRUNE)
UPDATE_STAGES = (LOAD, LINK, NORMALISE, EMBED, INDEX, VERIFY)
"""An update changes the live versions, so that there is nothing to switch and to prune."""


@dataclass
class Stages:
    """Tells ``progress`` which stage begins, and measures how long each takes."""

    progress: Progress
    of: Sequence[str] = STAGES
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage; several runs of one stage together."""
    _current: str = ""
    _since: float = 0.0

    def begin(self, stage: str) -> None:
        """End the stage before, if any, and begin ``stage``."""
        self.end()
        self._current, self._since = stage, time.perf_counter()
        self.progress.stage(stage, self.of)

    def end(self) -> None:
        """End the stage that runs, if any does."""
        if self._current:
            took = time.perf_counter() - self._since
            self.seconds[self._current] = self.seconds.get(self._current, 0.0) + took
        self._current = ""
