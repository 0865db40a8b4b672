"""Worker and schedule as processes beside the service: started, kept alive, stopped with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import structlog

NAMES = ("worker", "schedule")

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_STEADY_SECONDS = 60.0
"""Who lived for so long did not die of its start: the next pause is the first one again."""
_STOP_SECONDS = 15.0
"""More than a worker takes to give its job back."""

_log = structlog.get_logger(__name__)


@dataclass
class Child:
    """One process that is started again when it ends, after growing pauses."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    _began: float = 0.0
    _pause: float = _FIRST_PAUSE_SECONDS
    _next: float = 0.0

    def look(self, now: float) -> None:
        """Start it where it does not run and the pause is over; ``now`` in seconds."""
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return
            self.process = None
            if now - self._began >= _STEADY_SECONDS:
                self._pause = _FIRST_PAUSE_SECONDS
            self._next = now + self._pause
            _log.warning(f"the {self.name} ended", status=status, again_in_seconds=self._pause)
            self._pause = min(self._pause * 2, _LONGEST_PAUSE_SECONDS)
        if now >= self._next:
            self._began = now
            # A session of its own: Ctrl-C reaches only who stops it in its turn. Its standard
            # output is not ours, on which others wait for the one line that says ready.
            self.process = subprocess.Popen(  # noqa: S603  (our own program)
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )


@dataclass
class Children:
    """All of them."""

    children: Sequence[Child]
    clock: Callable[[], float] = field(default=time.monotonic)

    def look(self) -> None:
        """Start those that do not run."""
        for child in self.children:
            child.look(self.clock())

    def stop(self) -> None:
        """Ask all to stop at once, wait for them, kill what does not end."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        for process in running:
            try:
                process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def stopped() -> Iterator[Children]:
    """Yield worker and schedule, not started yet; they are stopped when the block ends.

    They take settings from the environment, as this process did, and end with it.
    """
    program = (sys.executable, "-c", "from commands.main import main; main()")
    parent = ("--parent", str(os.getpid()))
    children = Children([Child(name, (*program, name, *parent)) for name in NAMES])
    try:
        yield children
    finally:
        children.stop()
