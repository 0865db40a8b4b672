"""A home with its store, a real Redis, and workers as processes."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import store
from core.settings import Settings
from operations.jobs import enqueue
from store import Store, jobs
from store.jobs import Job
from tests.jobs.kinds import KINDS

SECONDS = 60
"""Longer than anything takes here, on a machine that does other things too."""


def wait_for(true: Callable[[], object], what: str) -> None:
    """Return as soon as ``true`` holds."""
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, f"{what} did not happen within {SECONDS} s"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a Redis of this test run, on a free port of this machine."""
    program = shutil.which("redis-server")
    assert program, "redis-server is missing; apt install redis-server"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    log = (tmp_path_factory.mktemp("redis") / "log").open("w")
    server = subprocess.Popen([program, *options], stdout=log, stderr=log)

    def answers() -> bool:
        with socket.socket() as there:
            return there.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait_for(answers, "the start of Redis")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(SECONDS)
        log.close()


def settings_of(home: Path, broker: str = "") -> Settings:
    """Return settings of a home on SQLite; ``broker`` is a Redis, none the one in files."""
    own = {"PARTNERNET_HOME": str(home), "PARTNERNET_BROKER_URL": broker}
    return Settings.from_environment({**os.environ, **own, "PARTNERNET_STORE_URL": ""})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a new home."""
    return settings_of(tmp_path / "home")


@pytest.fixture(params=["files", "redis"])
def each_broker(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a new home, with either broker."""
    url = request.getfixturevalue("redis") if request.param == "redis" else ""
    return settings_of(tmp_path / "home", url)


@pytest.fixture
def opened(settings: Settings) -> Iterator[Store]:
    """The open store of ``settings``."""
    with store.opened(settings) as opened:
        yield opened


class House:
    """What a test does with jobs, and sees of them."""

    def __init__(self, settings: Settings, opened: Store, folder: Path) -> None:
        self.settings, self.store, self.folder = settings, opened, folder

    def ask(self, kind: str) -> Job:
        """Ask for a job; its files are ``file``, ``begun`` and ``go`` in the folder."""
        files = {name: str(self.folder / name) for name in ("file", "begun", "go")}
        return enqueue(self.settings, self.store, kind, files, author="anna", kinds=KINDS)

    def now(self, job: Job) -> Job:
        return jobs.one(self.store, job.id)

    def wait_until(self, job: Job, state: str) -> Job:
        wait_for(lambda: self.now(job).state == state, f"job {job.id} {state}")
        return self.now(job)

    def wait_for_file(self, name: str) -> None:
        wait_for((self.folder / name).exists, name)

    def noted(self) -> list[str]:
        """Return the attempts that came to their end."""
        return (self.folder / "file").read_text().split()


@contextmanager
def house(settings: Settings, folder: Path) -> Iterator[House]:
    with store.opened(settings) as opened:
        yield House(settings, opened, folder)


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen]:
    """Run a worker while the block runs; nothing of it outlives the block."""
    own = {"PARTNERNET_HOME": str(settings.home), "PARTNERNET_STORE_URL": ""}
    broker = {"PARTNERNET_BROKER_URL": settings.broker_url or ""}
    log = settings.home / "worker.err"
    with log.open("a") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.kinds"],
            env={**os.environ, **own, **broker},
            stdout=err,
            stderr=err,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(SECONDS)
