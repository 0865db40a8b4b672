"""How long the stages of a build take."""

import time
from dataclasses import dataclass, field


@dataclass
class Stages:
    """Measures how long each stage takes."""

    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def done(self, stage: str) -> None:
        """Note that ``stage`` ends now, and the next one begins."""
        now = time.perf_counter()
        self.seconds[stage], self._since = now - self._since, now
