"""Progress of long work: a bar on a terminal, plain lines in a log."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

import rich.progress

T = TypeVar("T")

_LINE_EVERY_SECONDS = 5.0


class Progress(Protocol):
    """What a long step reports to. Steps follow each other; they never overlap.

    Where somebody wishes that the work ends, ``stage``, ``start`` and ``advance`` raise
    core.errors.Cancelled.
    """

    def stage(self, name: str, of: Sequence[str]) -> None:
        """Begin the stage ``name`` of those in ``of``; the steps that follow are part of it."""

    def start(self, step: str, total: int | None = None) -> None:
        """Begin a step of ``total`` things, or of an unknown number."""

    def advance(self, done: int = 1) -> None:
        """Count ``done`` more things of the step."""

    def finish(self, remark: str = "") -> None:
        """End the step."""

    def say(self, line: str) -> None:
        """Print one line between steps."""


class Silent:
    """Reports nothing; for tests and calls from the web service."""

    def stage(self, name: str, of: Sequence[str]) -> None:
        """Do nothing."""

    def start(self, step: str, total: int | None = None) -> None:
        """Do nothing."""

    def advance(self, done: int = 1) -> None:
        """Do nothing."""

    def finish(self, remark: str = "") -> None:
        """Do nothing."""

    def say(self, line: str) -> None:
        """Do nothing."""


class Lines:
    """Plain lines with count, share and rate, at most one every five seconds."""

    def __init__(self) -> None:
        self._step, self._total, self._done = "", 0, 0
        self._began = self._told = 0.0

    def stage(self, name: str, of: Sequence[str]) -> None:
        """Say which stage begins."""
        self.say(f"{of.index(name) + 1}/{len(of)} {name}")

    def start(self, step: str, total: int | None = None) -> None:
        """Begin a step and say so."""
        self._step, self._total, self._done = step, total or 0, 0
        self._began = self._told = time.monotonic()
        self.say(f"{step} …")

    def advance(self, done: int = 1) -> None:
        """Count, and say how far it is when the last line is old."""
        self._done += done
        now = time.monotonic()
        if now - self._told >= _LINE_EVERY_SECONDS:
            self._told = now
            rate = self._done / max(now - self._began, 1e-9)
            share = f" of {self._total} ({self._done / self._total:.0%})" if self._total else ""
            self.say(f"{self._step}: {self._done}{share}, {rate:.0f}/s")

    def finish(self, remark: str = "") -> None:
        """Say how long the step took."""
        seconds = time.monotonic() - self._began
        count = f"{self._done} in " if self._done else ""
        self.say(f"{self._step}: {count}{seconds:.1f} s{', ' + remark if remark else ''}")

    def say(self, line: str) -> None:
        """Print one line at once."""
        print(line, file=sys.stderr, flush=True)


class Bars:
    """A bar on the terminal for each step."""

    def __init__(self) -> None:
        self._progress: rich.progress.Progress | None = None
        self._task = rich.progress.TaskID(0)
        self._lines = Lines()

    def stage(self, name: str, of: Sequence[str]) -> None:
        """Say which stage begins."""
        self._lines.stage(name, of)

    def start(self, step: str, total: int | None = None) -> None:
        """Draw the bar of a step."""
        self._progress = rich.progress.Progress(
            rich.progress.TextColumn("{task.description}"),
            rich.progress.BarColumn(),
            rich.progress.MofNCompleteColumn(),
            rich.progress.TimeElapsedColumn(),
            rich.progress.TimeRemainingColumn(),
            rich.progress.TextColumn("{task.fields[remark]}"),
        )
        self._progress.start()
        self._task = self._progress.add_task(step, total=total, remark="")

    def advance(self, done: int = 1) -> None:
        """Move the bar."""
        if self._progress:
            self._progress.advance(self._task, done)

    def finish(self, remark: str = "") -> None:
        """Leave the finished bar on the screen."""
        if self._progress:
            task = self._progress.tasks[0]
            self._progress.update(
                self._task, total=task.total or task.completed, remark=remark, refresh=True
            )
            self._progress.stop()
            self._progress = None

    def say(self, line: str) -> None:
        """Print one line."""
        self._lines.say(line)


def for_terminal() -> Progress:
    """Return bars where standard error is a terminal, else lines."""
    return Bars() if sys.stderr.isatty() else Lines()


def tracked(things: Iterable[T], progress: Progress, step: str, total: int | None) -> Iterator[T]:
    """Yield ``things`` while reporting each to ``progress`` as ``step``."""
    progress.start(step, total)
    for thing in things:
        yield thing
        progress.advance()
    progress.finish()
