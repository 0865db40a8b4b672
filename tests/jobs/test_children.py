"""Processes beside the service: started again after growing pauses, stopped and ended with it."""

import os
import subprocess
import sys

import psutil
import pytest

from operations.children import Child, Children
from tests.jobs.conftest import SECONDS, wait_for

LIVES = (sys.executable, "-c", "import time; print('x', flush=True); time.sleep(600)")
DIES = (sys.executable, "-c", "raise SystemExit(3)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "open(__import__('sys').argv[1], 'w').close(); time.sleep(600)",
)


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def beside(clock, *command):
    child = Child("worker", command)
    return child, Children([child], clock)


def died(child):
    child.process.wait(SECONDS)


def test_who_dies_is_started_again_after_pauses_that_grow_to_a_minute(clock):
    child, children = beside(clock, *DIES)
    waited = []
    children.look()
    for _ in range(8):
        died(child)
        began = clock.now
        children.look()
        assert child.process is None
        while child.process is None:
            clock.now += 0.5
            children.look()
        waited.append(clock.now - began)
    died(child)
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60]


def test_who_lived_for_a_while_is_started_again_soon(clock):
    child, children = beside(clock, *DIES)
    for _ in range(4):
        children.look()
        if child.process:
            died(child)
        clock.now += 61
    children.look()
    clock.now += 1
    children.look()
    assert child.process is not None
    died(child)


def test_all_are_stopped_and_what_does_not_end_is_killed(clock, tmp_path, monkeypatch):
    monkeypatch.setattr("operations.children._STOP_SECONDS", 0.2)
    begun = tmp_path / "begun"
    both = [Child("schedule", LIVES), Child("worker", (*STUBBORN, str(begun)))]
    children = Children(both, clock)
    children.look()
    wait_for(begun.exists, "the start")
    processes = [child.process for child in both]
    children.stop()
    assert [process.poll() for process in processes] == [-15, -9]


def test_a_process_ends_with_its_parent_also_after_kill_9():
    ends = (
        "import os, time; from operations.parents import end_with; end_with(os.getppid());"
        "print(os.getpid(), flush=True); time.sleep(600)"
    )
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {ends!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    ) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        wait_for(lambda: not child.is_running(), "the end of the process")
