"""Runs ``partnernet up`` as a person does: a process of its own, looked at from outside."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import requests

PROGRAM = Path(sys.executable).parent / "partnernet"
ORGANISATIONS = 100
START_SECONDS = 300
STOP_SECONDS = 60


class Up:
    """A running ``partnernet up`` with what it has printed so far."""

    def __init__(self, home: Path, *options: str) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [PROGRAM, "up", "--port", "0", *options],
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.out: list[str] = []
        self.err: list[str] = []
        self._readers = [
            threading.Thread(target=_collect, args=(stream, lines))
            for stream, lines in ((self.process.stdout, self.out), (self.process.stderr, self.err))
        ]
        for reader in self._readers:
            reader.start()

    @property
    def url(self) -> str:
        return self.out[-1].removeprefix("ready: ")

    def wait_until_ready(self) -> "Up":
        self.wait_until(lambda: any(line.startswith("ready: ") for line in self.out))
        return self

    def wait_until(self, true: Callable[[], bool], seconds: float = START_SECONDS) -> None:
        def met_or_ended() -> bool:
            return true() or self.process.poll() is not None

        wait_until(met_or_ended, seconds, lambda: "\n".join(self.err))
        assert true(), f"ended with {self.process.returncode}: {self.err}"

    def ended(self) -> int:
        """Wait for the end and return the exit status."""
        status = self.process.wait(STOP_SECONDS)
        for reader in self._readers:
            reader.join(STOP_SECONDS)
        return status

    def asked_to_stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.ended()

    def get(self, path: str, **parameters: str) -> requests.Response:
        return requests.get(self.url + path, params=parameters, timeout=20)

    def found(self, text: str, **parameters: str) -> dict:
        answer = self.get("/api/v1/organisations", q=text, **parameters)
        answer.raise_for_status()
        return answer.json()


@contextmanager
def up(home: Path, *options: str) -> Iterator[Up]:
    """Run ``partnernet up`` while the block runs; nothing of it outlives the block."""
    service = Up(home, *options)
    try:
        yield service
    finally:
        if service.process.poll() is None:
            service.asked_to_stop()
        for process in processes_of(home):
            process.kill()


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PARTNERNET_HOME": str(home), "PARTNERNET_HEAP": "512m"}


def processes_of(home: Path) -> list[psutil.Process]:
    """Return the living processes that name ``home`` on their command line: its nodes."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        names_home = any(str(home) in part for part in process.info["cmdline"] or ())
        if names_home and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(process)
    return found


def lives(process: psutil.Process) -> bool:
    """Tell whether ``process`` has not ended; one that waits to be counted by its parent has."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def wait_until(true: Callable[[], bool], seconds: float, explain: Callable[[], str]) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.05)


def _collect(stream, lines: list[str]) -> None:
    for line in stream:
        lines.append(line.rstrip("\n"))
