"""A limit on how many things are done a second."""

import time
from collections.abc import Callable
from dataclasses import dataclass

_PART_SECONDS = 0.5
"""How long one part may take at the wanted rate: searches beside it wait for no longer, and whoever
wishes that the work ends is heard soon."""


@dataclass
class Pace:
    """Holds whoever asks it to ``rate`` things a second; None is no limit.

    Time that was not used is lost: after a pause nothing comes in a rush.
    """

    rate: float | None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0

    @property
    def part(self) -> int | None:
        """How many things should go together at most; None where there is no limit."""
        return max(1, int(self.rate * _PART_SECONDS)) if self.rate else None

    def wait(self, things: int) -> None:
        """Return when ``things`` more may be done."""
        if not self.rate:
            return
        now = self.clock()
        if self._next > now:
            self.sleep(self._next - now)
        self._next = max(self._next, now) + things / self.rate
