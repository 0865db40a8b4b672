"""Kinds of jobs that only tests know, and a worker that can do them."""

import sys
import time
from pathlib import Path

from core import logs
from core.errors import BuildStopped, HeldBack, HomeBusy
from core.settings import Settings
from operations import tasks
from operations.jobs.heart import Pace
from operations.jobs.registry import Kind

PACE = Pace(lease_seconds=3.0, beat_seconds=0.05)
"""Short, so that no test waits for long; a busy machine must still give its signs of life."""


def _of(context, name):
    return Path(context.arguments[name])


def note(context):
    """Write one line to a file: how often it was done shows there."""
    with _of(context, "file").open("a") as file:
        file.write(f"{context.job.attempts}\n")
    return {"noted": True}


def hold(context):
    """Work until a file is there, then note it."""
    _of(context, "begun").touch()
    context.progress.stage("hold", ("hold", "end"))
    context.progress.start("holding", 1000)
    while not _of(context, "go").exists():
        time.sleep(0.01)
        context.progress.advance()
    return note(context)


def silent(context):
    """Work without a sign of progress."""
    _of(context, "begun").touch()
    while not _of(context, "go").exists():
        time.sleep(0.01)
    return note(context)


def held_back(_context):
    raise HeldBack("Half of it is missing.", {"findings": ["half"]})


def refused(_context):
    raise BuildStopped("Too many rows were rejected; mend the file.")


def faulty(_context):
    raise ValueError("a secret that nobody should read on a page")


def busy(_context):
    raise HomeBusy("Another build is running.")


KINDS = {
    function.__name__: Kind(
        name=function.__name__,
        run=function,
        heavy=function is hold,
        seconds_soft=seconds,
        seconds_hard=seconds + 1,
        why="tests",
    )
    for function, seconds in (
        (note, 60.0),
        (hold, 60.0),
        (silent, 1.0),
        (refused, 60.0),
        (held_back, 60.0),
        (faulty, 60.0),
        (busy, 60.0),
    )
}

if __name__ == "__main__":
    settings = Settings.from_environment()
    logs.set_up(settings, "worker", verbose=True)
    sys.exit(tasks.work(settings, KINDS, PACE))
